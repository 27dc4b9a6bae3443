-- 提出更正: what teachers dispute and what was decided; values lie here as in entry_version.
create table correction (
    table_key text not null,
    correction text not null,
    position bigint not null,
    department text not null,
    entry int not null,
    revision int not null,
    changes jsonb not null,
    reason text not null,
    evidence text,
    by_staff text not null,
    at timestamptz not null,
    state text not null,
    decided_position bigint,
    decided_revision int,
    decided_by text,
    decided_at timestamptz,
    decided_reason text,
    primary key (table_key, correction)
);
create index correction_entry on correction (table_key, entry);

-- Whom a reminder leaves in peace is kept entry by entry, so that a confirmation can fall back.
drop table confirmed_teacher;
create table confirmed_teacher (
    table_key text not null,
    department text not null,
    teacher text not null,
    entry int not null,
    position bigint not null,
    fallen boolean not null,
    primary key (table_key, entry)
);
create index confirmed_teacher_share on confirmed_teacher (table_key, department, teacher);
