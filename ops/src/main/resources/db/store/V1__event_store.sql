-- 账本: every event, written once and never changed; schema "store" is the default of this history.

create table store.event (
    global_index    bigserial primary key,
    event_id        uuid        not null unique,
    aggregate_type  text        not null,
    aggregate_id    text        not null,
    sequence_number bigint      not null,
    event_type      text        not null,
    revision        int         not null,
    at              timestamptz not null,
    actor           text        not null,
    role            text        not null,
    command         text        not null,
    payload         bytea       not null,
    mac             bytea       not null,
    -- which transaction wrote it: by this the sequencer finds what was committed since it looked last
    xid             xid8        not null default pg_current_xact_id(),
    unique (aggregate_id, sequence_number)
);

create index event_xid on store.event (xid);

-- payloads are ciphertext and short text: compressing them costs more than it saves
alter table store.event alter column payload set storage external;

comment on column store.event.global_index is 'drawn before the commit; never an order to read by, that is ledger.position';
comment on column store.event.event_type is 'logical name, never a class';
comment on column store.event.actor is 'pseudonym of the person who acted';
comment on column store.event.role is 'post of the person at that time';
comment on column store.event.command is 'id of the command it followed from';
comment on column store.event.payload is 'canonical JSON (RFC 8785) of data, meta and salt';
comment on column store.event.mac is 'HMAC-SHA-256 over the canonical leaf under the append key, which is not in this database';

-- the order of the ledger: dense, in the order in which commits became visible to the sequencer
create table store.ledger (
    position     bigint primary key,
    global_index bigint      not null unique,
    at           timestamptz not null
);

create index ledger_at on store.ledger using brin (at);

comment on column store.ledger.at is 'time of the event, never before that of the position before it';

-- one row: who sequences now, and what it saw last
create table store.sequencer (
    only_one boolean primary key default true check (only_one),
    epoch    bigint      not null,
    head     bigint      not null,
    head_at  timestamptz not null,
    seen     pg_snapshot not null
);

insert into store.sequencer values (true, 0, 0, 'epoch', '1:1:');

-- rows whose mac is wrong: written past the application, never given a position
create table store.quarantine (
    global_index bigint primary key,
    reason       text        not null,
    found_at     timestamptz not null default now()
);

create table store.snapshot (
    aggregate_id    text primary key,
    aggregate_type  text   not null,
    sequence_number bigint not null,
    form            text   not null,
    at              timestamptz not null,
    state           bytea  not null
);

comment on column store.snapshot.form is 'form of the state; one that this program does not write is ignored';

create table store.receipt (
    by           text not null,
    key          text not null,
    body_sha256  text not null,
    command      text not null,
    result       text not null,
    global_index bigint,
    at           timestamptz not null default now(),
    primary key (by, key)
);

comment on column store.receipt.global_index is 'last event of the command; null if it had none';

create table store.person_key (
    person       text primary key,
    wrapped      bytea,
    destroyed_at timestamptz,
    check ((wrapped is null) = (destroyed_at is not null))
);

comment on table store.person_key is 'a key for each person, wrapped by a key that is not in this database';

create table store.token (
    processor_name text not null,
    segment        int  not null,
    token          bytea,
    token_type     text,
    timestamp      text,
    owner          text,
    primary key (processor_name, segment)
);
