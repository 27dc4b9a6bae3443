-- 通知送出: how far each channel out of the house is. It is no view: views built again send nothing again.
create table delivery (
    channel    text        primary key,
    position   bigint      not null,
    staff_no   text        not null,
    sent       bigint      not null,
    refused    bigint      not null,
    trouble    text,
    troubled_at timestamptz
);
