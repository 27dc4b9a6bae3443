-- The views. Every row follows from events alone; all of it may be dropped and built again any day.
-- Names are unqualified, so that the same text builds the views in another schema beside the live ones.

-- How far each processing group is: written in the transaction that writes its rows.
create table view_position (
    processing_group text primary key,
    position bigint not null
);

-- 采集表的内容: every version of every entry; to_position null means that it stands.
create table entry_version (
    table_key text not null,
    entry int not null,
    from_position bigint not null,
    to_position bigint,
    department text not null,
    revision int not null,
    removed boolean not null,
    owner text,
    cells jsonb not null,
    changed text[] not null,
    event_id text not null,
    by_staff text not null,
    post text not null,
    at timestamptz not null,
    how text not null,
    reason text not null,
    batch text,
    batch_row int,
    primary key (table_key, entry, from_position)
);
create index entry_version_share on entry_version (table_key, department, entry, from_position);
create index entry_version_owner on entry_version (owner) where owner is not null and to_position is null;

-- 批次: pastes and imports.
create table entry_batch (
    table_key text not null,
    department text not null,
    batch text not null,
    position bigint not null,
    how text not null,
    added int not null,
    amended int not null,
    removed int not null,
    file_name text,
    file_sha256 text,
    prepared_by text,
    by_staff text not null,
    at timestamptz not null,
    primary key (table_key, batch)
);

-- 教师确认.
create table entry_confirmation (
    table_key text not null,
    entry int not null,
    position bigint not null,
    department text not null,
    revision int not null,
    by_staff text not null,
    at timestamptz not null,
    primary key (table_key, entry, position)
);

-- 审计轨迹: one row an event, of every family, without any personal value.
create table trail (
    position bigint primary key,
    event_id text not null,
    at timestamptz not null,
    by_staff text not null,
    post text not null,
    post_department text not null,
    family text not null,
    kind text not null,
    campaign text,
    table_key text,
    department text,
    entry int,
    subject text,
    how text,
    reason text,
    device text not null,
    correlation text not null,
    command text not null,
    facts jsonb not null
);
create index trail_at on trail (at, position);
create index trail_table on trail (table_key, position) where table_key is not null;
create index trail_who on trail (by_staff, position);

-- 位置与时刻: which instant belongs to which ledger position.
create view moment as select position, at from trail;

-- 学校.
create table college (
    college text primary key,
    position bigint not null,
    name text not null
);

-- 部门.
create table department (
    code text primary key,
    position bigint not null,
    name text not null,
    aliases text[] not null,
    head text,
    supervisor text,
    closed_on date
);

-- 教职工; name is null once erased.
create table person (
    staff_no text primary key,
    position bigint not null,
    name text,
    department text not null,
    post text not null,
    teacher boolean not null,
    roles text[] not null,
    left_on date
);

-- 账号.
create table account (
    staff_no text primary key,
    position bigint not null,
    state text not null,
    until timestamptz,
    last_log_in timestamptz
);

-- 采集活动.
create table campaign (
    campaign text primary key,
    position bigint not null,
    college text not null,
    year int not null,
    edition text not null,
    academic_from date not null,
    academic_to date not null,
    calendar_from date not null,
    calendar_to date not null,
    parameters jsonb not null,
    plan_sha256 text,
    planned_at timestamptz not null,
    opened_at timestamptz,
    state text not null,
    round int not null,
    content_hash text,
    signers text[] not null,
    presented_at timestamptz,
    signed_at timestamptz,
    snapshot text,
    receipt text,
    submission_by text,
    submitted_at timestamptz,
    closed_at timestamptz
);

-- 阶段与时间节点, the first dates beside those that count.
create table campaign_stage (
    campaign text not null,
    stage text not null,
    position bigint not null,
    opens_on date,
    due_on date not null,
    first_opens_on date,
    first_due_on date not null,
    reason text not null,
    moved int not null,
    passed_at timestamptz,
    primary key (campaign, stage)
);

-- 待定事项.
create table open_point (
    campaign text not null,
    point text not null,
    position bigint not null,
    kind text not null,
    table_code text,
    words text not null,
    candidates text[] not null,
    raised_at timestamptz not null,
    decision text,
    settled_by text,
    settled_at timestamptz,
    primary key (campaign, point)
);

-- 校验批次.
create table check_run (
    campaign text not null,
    run text not null,
    position bigint not null,
    read_position bigint not null,
    trial boolean not null,
    rules int not null,
    errors int not null,
    warnings int not null,
    shares jsonb not null,
    content_hash text,
    report_sha256 text not null,
    by_staff text not null,
    at timestamptz not null,
    primary key (campaign, run)
);

-- 签审.
create table sign_off (
    campaign text not null,
    position bigint not null,
    content_hash text not null,
    by_staff text not null,
    post text not null,
    opinion text not null,
    at timestamptz not null,
    void_position bigint,
    void_reason text,
    primary key (campaign, position)
);

-- 快照.
create table snapshot (
    campaign text not null,
    snapshot text not null,
    position bigint not null,
    read_position bigint not null,
    content_hash text not null,
    manifest_sha256 text not null,
    by_staff text not null,
    at timestamptz not null,
    primary key (campaign, snapshot)
);

-- 采集表.
create table collection_table (
    table_key text primary key,
    position bigint not null,
    campaign text not null,
    code text not null,
    edition text not null,
    form text not null,
    sources text[] not null,
    open boolean not null,
    opened_at timestamptz,
    lock_reason text,
    frozen boolean not null,
    collection_due timestamptz,
    collection_first_due timestamptz,
    review_due timestamptz,
    review_first_due timestamptz,
    consolidated_hash text,
    consolidated_by text,
    consolidated_at timestamptz
);
create index collection_table_campaign on collection_table (campaign);

-- 部门进度: each share, its stage, its people and whose turn it is.
create table progress (
    table_key text not null,
    department text not null,
    position bigint not null,
    since_position bigint not null,
    dropped boolean not null,
    lead boolean not null,
    filling text not null,
    collectors text[] not null,
    reviewer text,
    supervisor text,
    teachers text[] not null,
    part text,
    nil_proposed boolean not null,
    stage text not null,
    sent_back boolean not null,
    nil boolean not null,
    nil_reason text,
    entries int not null,
    revision int not null,
    last_change timestamptz,
    collection_extended timestamptz,
    review_extended timestamptz,
    content_hash text,
    explanations jsonb not null,
    submitted_by text,
    submitted_at timestamptz,
    submitted_late boolean not null,
    opened_at timestamptz,
    briefing_leader text,
    briefing_held_at timestamptz,
    briefing_manner text,
    briefing_note text,
    briefing_state text,
    briefing_reason text,
    approved_by text,
    approved_at timestamptz,
    approved_late boolean not null,
    approved_position bigint,
    returned_by text,
    returned_at timestamptz,
    return_reason text,
    return_cells jsonb not null,
    primary key (table_key, department)
);

-- 逾期: a fact that no later extension washes away.
create table lateness (
    table_key text not null,
    department text not null,
    position bigint not null,
    stage text not null,
    due_at timestamptz not null,
    original_due_at timestamptz not null,
    at timestamptz not null,
    primary key (table_key, department, position)
);

-- 延期.
create table extension (
    table_key text not null,
    department text not null,
    position bigint not null,
    stage text not null,
    until timestamptz not null,
    due_at timestamptz not null,
    reason text not null,
    by_staff text not null,
    at timestamptz not null,
    primary key (table_key, department, position)
);

-- 审核签名: every approval, void or not.
create table signature (
    table_key text not null,
    department text not null,
    position bigint not null,
    content_hash text not null,
    entries int not null,
    by_staff text not null,
    post text not null,
    late boolean not null,
    at timestamptz not null,
    void_position bigint,
    void_reason text,
    primary key (table_key, department, position)
);

-- 免于确认.
create table excused_teacher (
    table_key text not null,
    department text not null,
    teacher text not null,
    position bigint not null,
    reason text not null,
    by_staff text not null,
    at timestamptz not null,
    primary key (table_key, department, teacher)
);
