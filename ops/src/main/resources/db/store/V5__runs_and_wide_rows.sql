-- a run of events whose positions follow the head and were told already, while its rows in the ledger are still to be laid out
alter table store.sequencer
    add column run_first bigint,
    add column run_last bigint,
    add column run_at timestamptz,
    add check ((run_first is null) = (run_last is null) and (run_first is null) = (run_at is null));

-- a payload of a few kilobytes stands in its row, not in the side table, where each costs two rows and an entry of an index more
alter table store.event set (toast_tuple_target = 8160);
