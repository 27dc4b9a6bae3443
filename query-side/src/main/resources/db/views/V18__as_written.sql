-- 原样: what was written in cells that are kept in another form; values lie here as in entry_version.
create table entry_raw (
    table_key text not null,
    entry int not null,
    revision int not null,
    position bigint not null,
    raw jsonb not null,
    sealed jsonb not null default '{}',
    primary key (table_key, entry, revision)
);
