-- What the service answered, in its own currency: a sale in pounds is recorded in dollars. Null where it said nothing, or was
-- never asked: ledgers of before did not keep it. Adopted entries were taken from the service; no row was sent for them.
alter table entry
    add column if not exists recorded_minor_units bigint,
    add column if not exists recorded_currency varchar,
    add column if not exists adopted boolean default false not null;
