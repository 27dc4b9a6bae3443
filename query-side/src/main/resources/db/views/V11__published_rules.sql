-- 规则发布: every version; which one counts follows from the position that is asked about.
create table published_rule (
    campaign text not null,
    rule text not null,
    version int not null,
    position bigint not null,
    table_code text not null,
    severity text not null,
    expression text not null,
    words text not null,
    message text not null,
    reason text not null,
    by_staff text not null,
    at timestamptz not null,
    primary key (campaign, rule, version)
);
