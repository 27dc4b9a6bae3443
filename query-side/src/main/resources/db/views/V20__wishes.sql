-- 申请延期: who asks for more time, and what was answered.
create table extension_wish (
    table_key text not null,
    department text not null,
    stage text not null,
    position bigint not null,
    until timestamptz not null,
    reason text not null,
    by_staff text not null,
    at timestamptz not null,
    answered_position bigint,
    granted boolean,
    answer text,
    primary key (table_key, department, stage, position)
);
