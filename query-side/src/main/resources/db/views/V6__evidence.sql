-- 佐证材料: what is attached; withdrawn pieces stay, marked. The files themselves lie elsewhere.
create table evidence (
    table_key text not null,
    evidence text not null,
    position bigint not null,
    department text not null,
    entry int,
    title text not null,
    media_type text not null,
    size bigint not null,
    sha256 text not null,
    by_staff text not null,
    at timestamptz not null,
    withdrawn_position bigint,
    withdrawn_by text,
    withdrawn_at timestamptz,
    reason text,
    primary key (table_key, evidence)
);
create index evidence_share on evidence (table_key, department);
