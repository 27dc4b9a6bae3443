-- 参数调整: what a parameter of a campaign's rules is worth from a position on.
create table parameter_value (
    campaign text not null,
    parameter text not null,
    position bigint not null,
    before text not null,
    value text not null,
    reason text not null,
    by_staff text not null,
    at timestamptz not null,
    primary key (campaign, position)
);
