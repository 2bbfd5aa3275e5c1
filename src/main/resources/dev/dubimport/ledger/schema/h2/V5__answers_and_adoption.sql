-- As for PostgreSQL, in one statement: H2 copies the table for each (300,000 entries took 20 s on a busy machine). A migration
-- that was killed is made again, and H2 knows `if not exists` for single columns only.
execute immediate case
    when exists (select 1 from information_schema.columns where table_name = 'ENTRY' and column_name = 'ADOPTED')
    then 'alter table entry add column if not exists adopted boolean default false not null'
    else 'alter table entry add column
        (recorded_minor_units bigint, recorded_currency varchar, adopted boolean default false not null)'
end;
