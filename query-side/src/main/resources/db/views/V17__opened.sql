-- 审核时打开过: which parts of the review page a reviewer had opened when signing; empty where nothing told.
alter table signature add column opened text[] not null default '{}';
