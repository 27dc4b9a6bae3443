-- 督查事项, and what was asked, answered, recorded, rated and decided in each.
create table inspection (
    inspection text primary key,
    position bigint not null,
    campaign text not null,
    department text,
    matter text not null,
    positions bigint[] not null,
    by_staff text not null,
    at timestamptz not null,
    closed_at timestamptz
);

create table inspection_step (
    inspection text not null,
    position bigint not null,
    kind text not null,
    question int,
    staff_no text,
    document text,
    facts jsonb not null,
    text text not null,
    by_staff text not null,
    post text not null,
    at timestamptz not null,
    primary key (inspection, position)
);
create index inspection_step_asked on inspection_step (staff_no, position) where kind = 'ASKED';
