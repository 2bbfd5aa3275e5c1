-- What the service said about customers, so that a look ahead that was interrupted need not ask all of them again.
create table if not exists customer (
    destination_id bigint  not null,
    external_id    varchar not null,
    known          boolean not null,
    asked_millis   bigint  not null,
    primary key (destination_id, external_id)
);
