create sequence destination_number;
create sequence run_number;

-- Whose turn it is to send to a destination, by the clock of this server. Nobody's, where there is no row or it has run out.
create table lease (
    destination_id bigint primary key references destination (id),
    holder         varchar                  not null,
    token          varchar                  not null,
    taken_at       timestamp with time zone not null,
    renewed_at     timestamp with time zone not null,
    ttl_millis     bigint                   not null
);
