package dev.dubimport.reconcile;

import dev.dubimport.dub.Readback;
import dev.dubimport.dub.SaleEvent;
import dev.dubimport.ledger.Entry;
import dev.dubimport.sale.Fingerprint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * The service's sale events in a database of their own, gone when closed: memory does not grow with them, but for a bit each.
 * First all are added, then they are looked up by invoice id; what was looked up is matched, and the rest is left over.
 */
final class EventIndex implements AutoCloseable {
    private static final String NAME = "reconcile-";
    private static final String DATABASE = "events";
    private static final int AT_ONCE = 1_000;
    private static final String COLUMNS = "event.number, event.invoice_id, event.event_id, event.at_millis,"
            + " event.customer, event.minor_units, event.currency, event.processor, event.event_name";

    private final Path folder;
    private final SingleConnectionDataSource connection;
    private final JdbcTemplate jdbc;
    private final List<Object[]> waiting = new ArrayList<>(AT_ONCE);
    private final BitSet matched = new BitSet();
    private int count;

    /**
     * What the service has of one invoice id.
     *
     * @param wereMatched whether they were looked up before
     */
    record Found(List<SaleEvent> events, boolean wereMatched) {
        static final Found NOTHING = new Found(List.of(), false);

        private Found plus(Found later) {
            List<SaleEvent> all = new ArrayList<>(events);
            all.addAll(later.events);
            return new Found(all, wereMatched || later.wereMatched);
        }
    }

    private EventIndex(Path folder) {
        this.folder = folder;
        this.connection = new SingleConnectionDataSource(
                "jdbc:h2:file:" + folder.resolve(DATABASE).toAbsolutePath()
                        + ";LOCK_MODE=0;CACHE_SIZE=8192;TRACE_LEVEL_FILE=0;DB_CLOSE_ON_EXIT=FALSE"
                        + ";LAZY_QUERY_EXECUTION=TRUE",
                true);
        this.jdbc = new JdbcTemplate(connection);
        jdbc.execute(
                "create table event (number int primary key, invoice_id varchar not null, event_id varchar not null,"
                        + " at_millis bigint not null, customer varchar not null, minor_units bigint not null,"
                        + " currency varchar not null, processor varchar not null, event_name varchar not null)");
        jdbc.execute(
                "create table different (invoice_id varchar primary key, high bigint not null, low bigint not null)");
    }

    /** An empty one, in a folder of its own inside that one, which only this user can read: customers' ids are in it. */
    static EventIndex in(Path folder) {
        try {
            removeForgotten(folder);
            return new EventIndex(Files.createTempDirectory(folder, NAME));
        } catch (IOException e) {
            throw new UncheckedIOException("no room for the service's events in " + folder, e);
        }
    }

    /**
     * All that the service has recorded in that time.
     *
     * @param folder for the events, as long as they are needed
     * @param progress is told after every page how many events have been read
     */
    static EventIndex read(Readback service, Path folder, Period period, LongConsumer progress) {
        EventIndex index = in(folder);
        try {
            service.events(period.start(), period.end(), index::add, progress);
            index.complete();
            return index;
        } catch (RuntimeException e) {
            index.close();
            throw e;
        }
    }

    void add(SaleEvent event) {
        waiting.add(new Object[] {
            count++,
            event.invoiceId(),
            event.eventId(),
            event.at().toEpochMilli(),
            event.customerId(),
            event.minorUnits(),
            event.currency(),
            event.paymentProcessor(),
            event.eventName()
        });
        if (waiting.size() == AT_ONCE) {
            write();
        }
    }

    /** All are added. */
    void complete() {
        write();
        jdbc.execute("create index event_by_invoice on event (invoice_id, number)");
    }

    int count() {
        return count;
    }

    /** The events of those invoice ids, the oldest first; from now on they are matched. */
    Map<String, Found> match(Collection<String> invoiceIds) {
        Map<String, Found> found = new HashMap<>();
        read(invoiceIds, (number, event) -> {
            found.merge(event.invoiceId(), new Found(List.of(event), matched.get(number)), Found::plus);
            matched.set(number);
        });
        return found;
    }

    /** The events of those invoice ids, the oldest first. */
    Map<String, List<SaleEvent>> find(Collection<String> invoiceIds) {
        Map<String, List<SaleEvent>> found = new HashMap<>();
        read(
                invoiceIds,
                (number, event) -> found.computeIfAbsent(event.invoiceId(), id -> new ArrayList<>(1))
                        .add(event));
        return found;
    }

    /** Hands over what was not matched, the events of one invoice id together; those without one come one by one. */
    void leftOver(Consumer<List<SaleEvent>> groups) {
        List<SaleEvent> group = new ArrayList<>();
        jdbc.query("select " + COLUMNS + " from event order by event.invoice_id, event.number", row -> {
            if (matched.get(row.getInt(1))) {
                return;
            }
            SaleEvent event = event(row);
            if (!group.isEmpty() && (event.invoiceId().isEmpty() || !isOf(group, event))) {
                groups.accept(List.copyOf(group));
                group.clear();
            }
            group.add(event);
        });
        if (!group.isEmpty()) {
            groups.accept(List.copyOf(group));
        }
    }

    /** Remembers sales of the files that the service does not have, or not as they were sold. */
    void noteDifferent(Map<String, Fingerprint> sales) {
        jdbc.batchUpdate(
                "insert into different (invoice_id, high, low) values (?, ?, ?)",
                sales.entrySet().stream()
                        .map(sale -> new Object[] {
                            sale.getKey(),
                            sale.getValue().high(),
                            sale.getValue().low()
                        })
                        .toList());
    }

    /** Those of the invoice ids that were noted, with their content. */
    Map<String, Fingerprint> notedDifferent(Collection<String> invoiceIds) {
        Map<String, Fingerprint> noted = new HashMap<>();
        LookUp.each(
                jdbc,
                "different.invoice_id, different.high, different.low",
                "different on different.invoice_id = wanted.id",
                invoiceIds,
                row -> noted.put(row.getString(1), new Fingerprint(row.getLong(2), row.getLong(3))));
        return noted;
    }

    /** Gathers entries into pages, and hands each over with what the service has of its invoice ids. */
    Pages<Entry> pagesOfEntries(Consumer<Map<Entry, List<SaleEvent>>> reader) {
        return new Pages<>(page -> {
            Map<String, List<SaleEvent>> found =
                    find(page.stream().map(Entry::invoiceId).toList());
            Map<Entry, List<SaleEvent>> joined = new LinkedHashMap<>();
            page.forEach(entry -> joined.put(entry, found.getOrDefault(entry.invoiceId(), List.of())));
            reader.accept(joined);
        });
    }

    /** An empty list of customers beside the events, gone with them. */
    CustomerIndex customers() {
        return new CustomerIndex(jdbc);
    }

    /** Sales to be seen, none yet, beside the events and gone with them. */
    SeenSales seenSales() {
        return new SeenSales(jdbc);
    }

    @Override
    public void close() {
        jdbc.execute("shutdown immediately");
        connection.destroy();
        try {
            remove(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("the folder " + folder + " cannot be removed; it holds ids of customers", e);
        }
    }

    /** What processes left that were killed: nobody holds the lock of the database in it. */
    private static void removeForgotten(Path folder) throws IOException {
        try (DirectoryStream<Path> left = Files.newDirectoryStream(folder, NAME + "*")) {
            for (Path each : left) {
                if (!isInUse(each.resolve(DATABASE + ".mv.db"))) {
                    remove(each);
                }
            }
        }
    }

    private static boolean isInUse(Path database) throws IOException {
        if (Files.notExists(database)) {
            return true; // just being made
        }
        try (FileChannel channel = FileChannel.open(database, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            return lock == null;
        } catch (OverlappingFileLockException ours) {
            return true;
        }
    }

    private static void remove(Path folder) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }

    private void read(Collection<String> invoiceIds, BiConsumer<Integer, SaleEvent> reader) {
        LookUp.each(
                jdbc,
                COLUMNS,
                "event on event.invoice_id = wanted.id order by event.number",
                invoiceIds,
                row -> reader.accept(row.getInt(1), event(row)));
    }

    private void write() {
        jdbc.batchUpdate("insert into event values (?, ?, ?, ?, ?, ?, ?, ?, ?)", waiting);
        waiting.clear();
    }

    private static boolean isOf(List<SaleEvent> group, SaleEvent event) {
        return group.get(0).invoiceId().equals(event.invoiceId());
    }

    private static SaleEvent event(ResultSet row) throws SQLException {
        return new SaleEvent(
                row.getString(3),
                Instant.ofEpochMilli(row.getLong(4)),
                row.getString(2),
                row.getString(5),
                row.getLong(6),
                row.getString(7),
                row.getString(8),
                row.getString(9));
    }
}
