-- `if not exists`, because ledgers of before the migrations have these tables, and not in every case all of them.
-- Times are milliseconds since 1970: the ledger is asked for every row of every rerun, and a number is read fastest.

create table if not exists destination (
    id        bigint primary key,
    base_url  varchar not null,
    workspace varchar  not null,
    unique (base_url, workspace)
);

create table if not exists run (
    id             bigint primary key,
    destination_id bigint        not null references destination (id),
    file           varchar not null,
    sha256         varchar   not null,
    recipe         varchar  not null,
    started_millis bigint        not null
);

create index if not exists run_of_file on run (destination_id, file);

-- One entry an invoice id and destination. An outcome of null is a claim that nobody settled: it may have been sent.
create table if not exists entry (
    destination_id       bigint       not null,
    invoice_id           varchar not null,
    fingerprint_high     bigint       not null,
    fingerprint_low      bigint       not null,
    minor_units          bigint       not null,
    currency             varchar   not null,
    outcome              varchar,
    run_id               bigint       not null,
    line                 bigint       not null,
    first_attempt_millis bigint       not null,
    last_attempt_millis  bigint       not null,
    primary key (destination_id, invoice_id)
);

create table if not exists reject (
    run_id  bigint        not null,
    line    bigint        not null,
    outcome varchar   not null,
    code    varchar  not null,
    message varchar not null,
    cells   text          not null,
    primary key (run_id, line)
);
