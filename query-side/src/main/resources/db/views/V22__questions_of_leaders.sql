-- 领导提问: what leaders asked departments; the newest answer beside the question, earlier ones are in the trail.
create table leader_question (
    campaign text not null,
    question text not null,
    position bigint not null,
    department text not null,
    indicator text,
    words text not null,
    required boolean not null,
    by_staff text not null,
    at timestamptz not null,
    answer text,
    answered_by text,
    answered_at timestamptz,
    answered_position bigint,
    primary key (campaign, question)
);
