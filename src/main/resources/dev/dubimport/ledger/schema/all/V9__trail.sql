-- The story of a sale whose entry was written over: how it stood before, and what took its place. What is
-- in it stays, but for a claim that is taken back because the sale was surely not sent.
create table if not exists former_entry (
    destination_id       bigint  not null,
    invoice_id           varchar not null,
    minor_units          bigint  not null,
    currency             varchar not null,
    outcome              varchar,
    run_id               bigint  not null,
    line                 bigint  not null,
    first_attempt_millis bigint  not null,
    last_attempt_millis  bigint  not null,
    replaced_millis      bigint  not null,
    replaced_by          varchar not null
);

create index if not exists former_entry_of_sale on former_entry (destination_id, invoice_id);

-- The calls for a sale, where there was more to tell than one answer that decided it.
create table if not exists attempt (
    destination_id bigint  not null,
    invoice_id     varchar not null,
    run_id         bigint  not null,
    line           bigint  not null,
    at_millis      bigint  not null,
    number         integer not null,
    said           varchar not null
);

create index if not exists attempt_of_sale on attempt (destination_id, invoice_id);

-- How often a file was imported to its end and left sales failed or in doubt, and how often in a row its import was begun and
-- never came to its end: stops are counted apart.
alter table delivery add column if not exists unsettled integer default 0 not null;
alter table delivery add column if not exists begun integer default 0 not null;
