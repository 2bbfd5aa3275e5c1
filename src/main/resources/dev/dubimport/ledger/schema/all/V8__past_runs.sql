-- What stays of a run once the job repository has forgotten it: whether it came to its end, and its control totals.
create table if not exists past_run (
    run_id    bigint  primary key,
    completed boolean not null,
    rows_done bigint  not null,
    totals    varchar not null
);
