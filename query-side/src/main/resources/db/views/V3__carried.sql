-- 带入上年: where each carried entry came from.
create table entry_carried (
    table_key text not null,
    entry int not null,
    position bigint not null,
    from_table text not null,
    from_entry int not null,
    from_revision int not null,
    primary key (table_key, entry)
);
