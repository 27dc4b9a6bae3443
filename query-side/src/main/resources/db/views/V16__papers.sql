-- 签审材料: the digest of the papers that a leader's signature names; empty where it names none.
alter table sign_off add column pack_hash text not null default '';
