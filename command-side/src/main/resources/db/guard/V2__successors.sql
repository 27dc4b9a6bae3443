-- 机构调整: who answers now for what a closed department answered for.
alter table guard.department add column successor text;
