-- 提问与答复: the newest answer beside the question; earlier ones are in the trail.
create table question (
    campaign text not null,
    question text not null,
    position bigint not null,
    table_code text not null,
    field text,
    department text not null,
    words text not null,
    by_staff text not null,
    at timestamptz not null,
    answer text,
    answered_by text,
    answered_at timestamptz,
    answered_position bigint,
    primary key (campaign, question)
);
