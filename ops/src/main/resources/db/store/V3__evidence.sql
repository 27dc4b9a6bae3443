-- 佐证材料: files, each sealed under a key of its own; whoever destroys the key destroys the file wherever it was copied to
create table store.evidence (
    evidence text primary key,
    box      bytea       not null,
    at       timestamptz not null default clock_timestamp()
);
