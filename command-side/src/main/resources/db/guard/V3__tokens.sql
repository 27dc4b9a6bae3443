-- 访问令牌: what a program proves itself with. The secret's hash never stands in the ledger.
create table guard.token (
    token text primary key,
    secret_hash text not null,
    staff_no text,
    name text,
    read_only boolean,
    valid_until timestamptz,
    issued_at timestamptz,
    revoked_at timestamptz
);

create index token_staff on guard.token (staff_no);
