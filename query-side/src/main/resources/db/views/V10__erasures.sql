-- 依法删除: under which key each sealed value of an entry lay, so that an erasure finds what it must take away.
alter table entry_version add column sealed jsonb not null default '{}';
alter table correction add column sealed jsonb not null default '{}';
alter table person add column sealed text;

-- 删除申请: asked, refused, carried out.
create table erasure (
    erasure text primary key,
    position bigint not null,
    document text not null,
    persons int not null,
    entries int not null,
    keys int not null,
    reason text not null,
    by_staff text not null,
    at timestamptz not null,
    state text not null,
    decided_by text,
    decided_at timestamptz,
    decided_reason text
);
