-- 通知: what a person is told. One row for a person and an event; its words are made when it is read.
create table notice (
    staff_no text not null,
    position bigint not null,
    kind text not null,
    campaign text,
    table_key text,
    department text,
    facts jsonb not null,
    by_staff text not null,
    at timestamptz not null,
    read_at timestamptz,
    primary key (staff_no, position)
);
create index notice_position on notice (position, staff_no);
create index notice_unread on notice (staff_no) where read_at is null;

-- 教师已确认过本人记录: whom a reminder leaves in peace.
create table confirmed_teacher (
    table_key text not null,
    department text not null,
    teacher text not null,
    position bigint not null,
    primary key (table_key, department, teacher)
);
