-- 云端数据接收: years that were reported before and came as one file.
alter table campaign add column received_file text;
alter table campaign add column received_sha256 text;
alter table campaign add column received_from text;
alter table campaign add column received_confirmed boolean;
alter table campaign add column received_by text;
alter table campaign add column received_at timestamptz;
