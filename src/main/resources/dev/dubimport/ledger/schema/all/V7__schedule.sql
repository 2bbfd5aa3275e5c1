-- What became of the files of inboxes, by content, and which nights are accounted for: the scheduler's memory. It is written by
-- whoever has the turn at the destination, or the lock of the folder.
create table if not exists delivery (
    destination_id bigint  not null,
    sha256         varchar not null,
    inbox          varchar not null,
    name           varchar not null,
    state          varchar not null,
    attempts       integer not null,
    taken_millis   bigint  not null,
    next_millis    bigint  not null,
    put_away       boolean not null,
    primary key (destination_id, sha256)
);

create table if not exists night (
    destination_id bigint  not null,
    inbox          varchar not null,
    due_millis     bigint  not null,
    nights         integer not null,
    files          integer not null,
    ended_millis   bigint  not null,
    primary key (destination_id, inbox, due_millis)
);
