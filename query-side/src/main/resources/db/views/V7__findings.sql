-- 校验异常 and how far each is; its thread; what is tolerated and which rules are wrong.
create table finding (
    campaign text not null,
    finding text not null,
    position bigint not null,
    rule text not null,
    error boolean not null,
    table_code text not null,
    department text,
    entry int,
    fields text[] not null,
    cause text,
    caused_by text,
    state text not null,
    times int not null,
    run text not null,
    found_at timestamptz not null,
    primary key (campaign, finding)
);

create table finding_step (
    campaign text not null,
    finding text not null,
    position bigint not null,
    kind text not null,
    words text not null,
    by_staff text not null,
    at timestamptz not null,
    primary key (campaign, finding, position)
);

create table tolerance (
    campaign text not null,
    rule text not null,
    table_code text not null,
    department text not null,
    position bigint not null,
    number int not null,
    reason text not null,
    last_year int not null,
    by_staff text not null,
    at timestamptz not null,
    primary key (campaign, rule, table_code, department)
);

create table judged_rule (
    campaign text not null,
    rule text not null,
    position bigint not null,
    faulty boolean not null,
    reason text not null,
    by_staff text not null,
    at timestamptz not null,
    primary key (campaign, rule)
);
