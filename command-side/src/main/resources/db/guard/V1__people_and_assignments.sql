-- What the law must know at the instant it decides. Everything but passwords and codes can be rebuilt from the ledger.

create table guard.college (
    code text primary key,
    name text not null
);

create table guard.department (
    code text primary key,
    name text not null,
    aliases text[] not null,
    supervisor text,
    head text,
    open boolean not null default true
);

create table guard.person (
    staff_no text primary key,
    department text not null,
    post text not null,
    teacher boolean not null,
    roles text[] not null,
    active boolean not null default true
);

create index person_department on guard.person (department);

-- Passwords, codes and what they are checked against never stand in the ledger.
create table guard.credential (
    staff_no text primary key,
    password_hash text,
    identity_tail text,
    code_hash text,
    activation_until timestamptz,
    activated boolean not null default false,
    locked_until timestamptz,
    closed boolean not null default false
);

create table guard.set_up_code (
    code_hash text primary key,
    used boolean not null default false
);

create table guard.campaign (
    campaign text primary key,
    edition text not null,
    state text not null
);

create table guard.stage (
    campaign text not null,
    stage text not null,
    opens_on date,
    due_on date not null,
    primary key (campaign, stage)
);

create table guard.planned_table (
    table_key text primary key,
    campaign text not null,
    code text not null,
    edition text not null,
    form text not null,
    sources text[] not null,
    state text not null,
    consolidated text
);

create index planned_table_campaign on guard.planned_table (campaign);

create table guard.share (
    table_key text not null,
    department text not null,
    lead boolean not null,
    filling text not null,
    collectors text[] not null,
    reviewer text,
    supervisor text,
    teachers text[] not null,
    part text,
    nil_proposed boolean not null,
    state text not null,
    content_hash text,
    entries integer not null default 0,
    primary key (table_key, department)
);
