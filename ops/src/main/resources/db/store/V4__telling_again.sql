-- one row: up to where the views must be told again before they show anything, set when they are emptied
create table store.telling_again (
    only_one boolean primary key default true check (only_one),
    until    bigint not null
);

insert into store.telling_again values (true, 0);
