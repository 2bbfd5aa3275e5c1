package dev.dubimport.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What two schedulers left, read from the service, the database and the folder, and not from what they say of themselves alone. */
final class DuelAudit {
    /** As the schedulers' cron has it. */
    private static final long MILLIS_BETWEEN_RUNS = 5_000;

    private final Path inbox;
    private final List<String> said;
    private final List<Night> nights;
    private final List<String> deliveries;

    private record Night(long dueMillis, int nights) {}

    DuelAudit(String database, Path inbox, List<String> said) {
        this.inbox = inbox;
        this.said = said;
        this.nights = query(
                database,
                "select due_millis, nights from night order by due_millis",
                row -> new Night(row.getLong(1), row.getInt(2)));
        this.deliveries = query(
                database,
                "select state, put_away, attempts from delivery",
                row -> row.getString(1) + " " + row.getBoolean(2) + " " + row.getInt(3));
    }

    static boolean isAnyLeft(Path inbox) throws IOException {
        return !names(inbox, 1).isEmpty();
    }

    /** How many runs are accounted for, those that were caught up among them. */
    int runs() {
        return nights.stream().mapToInt(Night::nights).sum();
    }

    List<String> broken(Set<String> invoices, Map<String, Long> recordings, int distinctContents, int files)
            throws IOException {
        List<String> broken = new ArrayList<>();
        check(
                broken,
                recordings.keySet().equals(invoices),
                "sales lost: " + invoices.size() + " came, recorded " + recordings.size());
        check(broken, recordings.values().stream().allMatch(times -> times == 1), "sales doubled: " + recordings);
        check(broken, !isAnyLeft(inbox), "left in the inbox: " + names(inbox, 1));
        check(broken, names(inbox.resolve("failed"), 1).isEmpty(), "given up: " + names(inbox.resolve("failed"), 1));
        List<String> archived = names(inbox.resolve("archive"), 3).stream()
                .filter(name -> name.endsWith(".csv"))
                .toList();
        check(broken, archived.size() == files && Set.copyOf(archived).size() == files, "archived: " + archived);
        check(
                broken,
                deliveries.size() == distinctContents && deliveries.stream().allMatch("IMPORTED true 0"::equals),
                "deliveries: " + deliveries);
        checkNights(broken);
        checkSaid(broken);
        return broken;
    }

    /** Each run of the cron expression, from the first that is accounted for to the last, is in one entry and no other. */
    private void checkNights(List<String> broken) {
        check(broken, nights.size() > 1, "runs accounted for: " + nights);
        for (int i = 1; i < nights.size(); i++) {
            long before = Math.floorDiv(nights.get(i - 1).dueMillis(), MILLIS_BETWEEN_RUNS);
            long due = Math.floorDiv(nights.get(i).dueMillis(), MILLIS_BETWEEN_RUNS);
            check(
                    broken,
                    due - before == nights.get(i).nights(),
                    "runs between " + nights.get(i - 1) + " and " + nights.get(i));
        }
    }

    /** One that was killed between its entry and its line said nothing; nobody says a run twice. */
    private void checkSaid(List<String> broken) {
        List<String> runs = said.stream()
                .filter(line -> line.contains(" run of "))
                .map(line -> line.replaceFirst(".* run of (\\S+): .*", "$1"))
                .toList();
        check(broken, Set.copyOf(runs).size() == runs.size(), "runs said twice: " + runs);
        List<String> archived = said.stream()
                .filter(line -> line.contains("; moved to archive"))
                .map(line -> line.replaceFirst(".*; moved to ", ""))
                .toList();
        check(broken, Set.copyOf(archived).size() == archived.size(), "files said twice: " + archived);
        check(
                broken,
                said.stream().noneMatch(line -> line.contains("Exception") || line.startsWith("\tat ")),
                "traces: "
                        + said.stream()
                                .filter(line -> line.contains("Exception"))
                                .collect(Collectors.joining("\n")));
    }

    private static void check(List<String> broken, boolean holds, String otherwise) {
        if (!holds) {
            broken.add(otherwise);
        }
    }

    private static List<String> names(Path folder, int depth) throws IOException {
        if (Files.notExists(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder, depth)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .toList();
        }
    }

    @FunctionalInterface
    private interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }

    private static <T> List<T> query(String database, String sql, RowReader<T> reader) {
        try (Connection connection = DriverManager.getConnection(database);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<T> all = new ArrayList<>();
            while (rows.next()) {
                all.add(reader.read(rows));
            }
            return all;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
