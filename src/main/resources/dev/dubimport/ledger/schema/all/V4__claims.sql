-- How often sales were claimed for the run: what the tidemark beside the ledger is compared with.
alter table run add column if not exists claims bigint default 0 not null;
