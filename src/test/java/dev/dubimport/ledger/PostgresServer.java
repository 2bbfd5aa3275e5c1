package dev.dubimport.ledger;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;

/** A real PostgreSQL of our own, which the build brings along; it needs no installation, and runs as root too. */
public final class PostgresServer implements AutoCloseable {
    private final Path folder;
    private final AtomicInteger databases = new AtomicInteger();
    private EmbeddedPostgres server;
    private final int port;

    private PostgresServer(Path folder, EmbeddedPostgres server) {
        this.folder = folder;
        this.server = server;
        this.port = server.getPort();
    }

    /** Whether there are binaries for this machine. */
    public static boolean isAvailable() {
        return System.getProperty("os.name").equals("Linux")
                && System.getProperty("os.arch").equals("amd64");
    }

    /** The one that all tests of this process share, each with a database of its own; gone with the process. */
    public static PostgresServer shared() {
        return Shared.SERVER;
    }

    /** One to be stopped and started. */
    public static PostgresServer start() {
        try {
            Path folder = Files.createTempDirectory("dub-import-postgres");
            return new PostgresServer(folder, begin(folder, 0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The JDBC address of a new, empty database. */
    public String freshDatabase() {
        String name = "ledger_" + databases.incrementAndGet();
        try (Connection connection = DriverManager.getConnection(url("postgres"));
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + name);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return url(name);
    }

    /** From now on asks that user for a password, which it asks nobody else for. */
    public void askForPassword(String user) {
        try (Connection connection = DriverManager.getConnection(url("postgres"));
                Statement statement = connection.createStatement()) {
            Path rules = folder.resolve("data/pg_hba.conf");
            Files.writeString(rules, "host all " + user + " all scram-sha-256\n" + Files.readString(rules));
            statement.execute("select pg_reload_conf()");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Stops it as an administrator does who does not wait: connections are cut, nothing that was committed is lost. */
    public void stop() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts it again after {@link #stop}, with its databases, at the same address. */
    public void startAgain() {
        try {
            server = begin(folder, port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        stop();
    }

    private String url(String database) {
        return "jdbc:postgresql://localhost:" + port + "/" + database + "?user=postgres";
    }

    private static EmbeddedPostgres begin(Path folder, int port) throws IOException {
        return EmbeddedPostgres.builder()
                .setDataDirectory(folder.resolve("data"))
                .setCleanDataDirectory(false)
                .setPort(port)
                .setServerConfig("fsync", "off")
                .start();
    }

    private static final class Shared {
        static final PostgresServer SERVER = start();
    }
}
