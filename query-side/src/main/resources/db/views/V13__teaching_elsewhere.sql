-- 兼课: further departments where a teacher teaches.
alter table person add column also_teaches_in text[] not null default '{}';
