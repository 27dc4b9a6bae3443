-- 上报后更正: asked for by the office, until a leader agrees.
alter table campaign add column return_reason text;
alter table campaign add column return_by text;
