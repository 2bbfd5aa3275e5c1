package dev.dubimport.ledger;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The database that holds ledger and job repository.
 *
 * @param url its JDBC address, which never holds a password
 * @param user whom to connect as; empty for whom the address names, or the driver's own choice
 * @param password empty for none, or for the one in {@code ~/.pgpass}, which the driver reads
 */
public record Database(String url, Optional<String> user, Optional<String> password) {
    private static final String POSTGRESQL = "jdbc:postgresql:";

    /** The outer transaction of a chunk, the one for claims and settlements, the renewal of a lease, and one to spare. */
    private static final int MOST_CONNECTIONS = 4;

    /**
     * Where the server, or the role, would acknowledge commits before they are on the disk, a claim could be forgotten after
     * its sale was sent.
     */
    private static final String DURABLE = "set synchronous_commit = on";

    /** A database of H2, which needs no user. */
    public static Database h2(String url) {
        return new Database(url, Optional.empty(), Optional.empty());
    }

    /**
     * A PostgreSQL database; user and password come from {@code PGUSER} and {@code PGPASSWORD} where those are set.
     *
     * @throws IllegalArgumentException if the address is not PostgreSQL's, or holds a password
     */
    public static Database postgresql(String url, Map<String, String> environment) {
        if (!url.startsWith(POSTGRESQL)) {
            throw new IllegalArgumentException("not the address of a PostgreSQL database; use"
                    + " jdbc:postgresql://HOST:PORT/DATABASE, or --data-dir for a ledger in a file");
        }
        if (holdsPassword(url)) {
            throw new IllegalArgumentException(
                    "holds a password, which everybody on this machine could read in the list of"
                            + " processes; take it out, and set PGPASSWORD or write it to ~/.pgpass (and the user to ?user=NAME"
                            + " or PGUSER)");
        }
        return new Database(
                url,
                variable(environment, "PGUSER").filter(user -> !parameters(url).contains("user=")),
                variable(environment, "PGPASSWORD"));
    }

    public boolean isShared() {
        return url.startsWith(POSTGRESQL);
    }

    /** The address without its parameters, fit to print. */
    public String name() {
        return url.replaceFirst("[?;].*", "");
    }

    /** Connections to it. Fails where it cannot be reached or refuses us. */
    public HikariDataSource pool() {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        user.ifPresent(config::setUsername);
        password.ifPresent(config::setPassword);
        config.setMaximumPoolSize(MOST_CONNECTIONS);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(10_000);
        if (isShared()) {
            config.setConnectionInitSql(DURABLE);
            config.addDataSourceProperty("ApplicationName", "dub-import");
            config.addDataSourceProperty("reWriteBatchedInserts", "true");
            config.addDataSourceProperty("tcpKeepAlive", "true");
            config.addDataSourceProperty("socketTimeout", "120");
        }
        return new HikariDataSource(config);
    }

    /** Never the password. */
    @Override
    public String toString() {
        return name();
    }

    /** Also {@code user:password@host}, which the driver does not know but people do. */
    private static boolean holdsPassword(String url) {
        String place = url.replaceFirst("\\?.*", "");
        return place.contains("@")
                || Arrays.stream(parameters(url).split("&"))
                        .anyMatch(parameter -> parameter.matches("\\w*password=.*"));
    }

    private static String parameters(String url) {
        int from = url.indexOf('?');
        return from < 0 ? "" : url.substring(from + 1).toLowerCase(Locale.ROOT);
    }

    private static Optional<String> variable(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isEmpty());
    }
}
