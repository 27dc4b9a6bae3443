-- 检查点: what the log signed, one row for each size it ever signed; never changed
create table store.checkpoint (
    size bigint primary key,
    root bytea       not null,
    note text        not null,
    at   timestamptz not null default clock_timestamp()
);

comment on column store.checkpoint.note is 'the signed note as it was published';

