-- Numbers of destinations and runs were max(id) + 1 before. No cache: people read them, and a killed process would skip 32.
create sequence destination_number start with (select coalesce(max(id), 0) + 1 from destination) no cache;
create sequence run_number start with (select coalesce(max(id), 0) + 1 from run) no cache;
