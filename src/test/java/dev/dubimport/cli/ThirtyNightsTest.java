package dev.dubimport.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.dubimport.alert.Receiver;
import dev.dubimport.sandbox.Faults;
import dev.dubimport.sandbox.RecordedSale;
import dev.dubimport.sandbox.Sandbox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Thirty nights with all that happens in a month, a change to summer time among them: every sale is recorded once, every night
 * accounted for, and every file put away.
 */
class ThirtyNightsTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final LocalDate FIRST = LocalDate.of(2026, 3, 10);
    private static final int NIGHTS = 30;

    /** In the hour that the clock leaves out on 29 March. */
    private static final LocalTime DUE = LocalTime.of(2, 30);

    private static final int SALES_A_NIGHT = 12;

    @TempDir
    Path folder;

    private final Map<String, String> filesPut = new TreeMap<>();
    private final Set<String> sales = new HashSet<>();
    private Runnable stop = () -> fail("not begun");

    @Test
    @Timeout(120)
    void everySaleIsRecordedOnceAndEveryNightAccountedFor() throws IOException {
        SimulatedTime time = new SimulatedTime(evening(0).minus(Duration.ofHours(2)));
        try (Sandbox sandbox = Sandbox.start(Nightshift.SERVICE);
                Receiver receiver = new Receiver("200 OK")) {
            Nightshift shift = new Nightshift(folder, sandbox, time).telling(receiver.url());
            Files.createDirectories(shift.inbox());
            for (int night = 1; night <= NIGHTS; night++) {
                plan(night, shift, sandbox, time);
            }
            time.at(day(NIGHTS).plus(Duration.ofHours(5)), () -> stop.run());

            while (runOnce(shift)) {
                Duration silence = shift.events().get(shift.events().size() - 1).contains("run of ")
                        ? Duration.ofHours(80)
                        : Duration.ofHours(5);
                time.pause(silence);
            }

            String story = String.join("\n", shift.events());
            assertThat(sandbox.faultsMet()).as(story).hasSizeGreaterThan(3);
            assertThat(recordings(sandbox).keySet()).as(story).isEqualTo(sales);
            assertThat(recordings(sandbox).values()).as(story).containsOnly(1L);
            assertThat(shift.nights()).as(story).isEqualTo(NIGHTS);
            assertThat(runs(shift)).as(story).doesNotHaveDuplicates().hasSize(NIGHTS - 1);
            assertThat(leftInInbox(shift)).as(story).isEmpty();
            assertThat(putAway(shift, "archive")).as(story).hasSize(filesPut.size() - 1);
            assertThat(putAway(shift, "failed")).as(story).containsExactly("invoice.pdf");
            assertTold(shift, story);
            assertAlerted(shift, receiver);
        }
    }

    /** A file comes every evening at ten, and something else in some nights. */
    private void plan(int night, Nightshift shift, Sandbox sandbox, SimulatedTime time) {
        Instant due = day(night).plus(Duration.ofHours(DUE.getHour()).plusMinutes(DUE.getMinute()));
        time.at(due.minusSeconds(600), () -> sandbox.play(Faults.mixed(0.05).withSeed(night)));
        switch (night) {
            case 4 -> time.at(day(4).plus(Duration.ofHours(5)), () -> put(shift, "late.csv", sales(night)));
            case 7 -> {} // Nothing comes.
            case 10 -> halfWritten(shift, time, due, sales(night));
            case 12 -> {
                put(shift, time, night);
                time.at(due.minusSeconds(60), () -> shift.killAt(line -> line.contains("importing")));
            }
            case 16 -> {
                // Killed at the end of this night, and down for the next three.
                put(shift, time, night);
                time.at(due.minusSeconds(60), () -> shift.killAt(line -> line.contains("run of 2026-03-25")));
            }
            case 20 -> {
                put(shift, time, night);
                time.at(evening(night - 1), () -> put(shift, "again.csv", sales(6)));
            }
            case 22 -> {
                put(shift, time, night);
                time.at(due.plusSeconds(600), () -> time.setWrongBy(Duration.ofHours(-1)));
                time.at(due.plusSeconds(36_000), () -> time.setWrongBy(Duration.ZERO));
            }
            case 24 -> {
                put(shift, time, night);
                time.at(due.plusSeconds(30_000), () -> time.setWrongBy(Duration.ofDays(20)));
                time.at(due.plusSeconds(36_000), () -> time.setWrongBy(Duration.ZERO));
            }
            case 26 -> {
                put(shift, time, night);
                time.at(evening(night - 1), () -> put(shift, "invoice.pdf", "%PDF-1.7 \0\1\2"));
            }
            case 28 -> {
                put(shift, time, night);
                time.at(due.minusSeconds(60), () -> sandbox.play(Faults.parse("503:1")));
                time.at(due.plusSeconds(900), () -> sandbox.play(Faults.NONE));
            }
            default -> put(shift, time, night);
        }
    }

    private static void assertTold(Nightshift shift, String story) {
        assertThat(story)
                .contains("run of 2026-03-16T02:30:00+01:00: NO FILE CAME by 06:00")
                .contains("run of 2026-03-29T03:30:00+02:00: 1 new file")
                .contains("3 runs are due by now, the last since 2026-03-28T02:30:00+01:00; they are caught up in one")
                .contains("again.csv: imported before, as sales-06.csv")
                .contains("the clock was ahead")
                .contains("invoice.pdf: not imported, ")
                .contains("run of 2026-04-04T02:30:00+02:00: 1 new file")
                .contains("sales-28.csv: importing, attempt 2");
        assertThat(shift.inbox().resolve("failed/invoice.pdf.note.txt"))
                .content()
                .contains("invoice.pdf needs you", "What to do:");
        assertThat(shift.inbox().resolve("archive/2026/03/again.csv.note.txt"))
                .content()
                .startsWith("Imported before");
        assertThat(shift.inbox().resolve("archive/2026/03/sales-01.csv.report.html"))
                .content()
                .contains("<!doctype html>");
    }

    /** What a person is told in these nights, and nothing else: each thing once, whatever was killed and started again. */
    private void assertAlerted(Nightshift shift, Receiver receiver) {
        Map<String, List<String>> told = receiver.alerts().stream()
                .collect(Collectors.groupingBy(
                        alert -> alert.at("/kind").asString(),
                        Collectors.mapping(alert -> alert.at("/file").asString(""), Collectors.toList())));
        Set<String> importedWell = new HashSet<>(filesPut.keySet());
        importedWell.removeAll(Set.of("again.csv", "invoice.pdf"));
        String[] takenUpAgain = shift.events().stream()
                .filter(line -> line.endsWith(": importing, attempt 2"))
                .map(line -> line.replaceFirst("\\S+ (\\S+): .*", "$1"))
                .distinct()
                .toArray(String[]::new);

        assertThat(told).containsOnlyKeys("recorded", "stopped", "failed", "no-file");
        assertThat(told.get("recorded")).containsExactlyInAnyOrderElementsOf(importedWell);
        assertThat(told.get("failed")).containsExactly("invoice.pdf");
        assertThat(told.get("stopped")).contains("sales-28.csv").containsExactlyInAnyOrder(takenUpAgain);
        assertThat(receiver.alerts())
                .filteredOn(alert -> alert.at("/kind").asString().equals("no-file"))
                .extracting(alert -> alert.at("/what").asString())
                .containsExactly(
                        "For the run of 2026-03-16T02:30:00+01:00 no new file came by 06:00.",
                        // By a clock that is ahead by twenty days that is so, and a person has to set it.
                        "For the run of 2026-04-22T02:30:00+02:00 no new file came by 06:00. It is the last of 20 runs"
                                + " that became due at once: was the scheduler or the machine off, or is its clock"
                                + " wrong?");
    }

    /** Whether the scheduler was killed, and so is to be started again. */
    private boolean runOnce(Nightshift shift) {
        return shift.runs(
                stopsIt -> stop = stopsIt,
                "--cron",
                "0 30 2 * * *",
                "--zone",
                BERLIN.getId(),
                "--expect-file-by",
                "06:00",
                "--alert-on",
                "all");
    }

    private void put(Nightshift shift, SimulatedTime time, int night) {
        time.at(evening(night - 1), () -> put(shift, name(night), sales(night)));
    }

    private void put(Nightshift shift, String name, String content) {
        try {
            Files.writeString(shift.inbox().resolve(name), content);
            filesPut.put(name, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Its writer is slow: it begins before the run is due, and ends twenty minutes after. */
    private void halfWritten(Nightshift shift, SimulatedTime time, Instant due, String content) {
        int parts = 60;
        for (int part = 0; part < parts; part++) {
            String piece = content.substring(content.length() * part / parts, content.length() * (part + 1) / parts);
            time.at(due.plusSeconds(20L * part - 40), () -> {
                try {
                    Files.writeString(
                            shift.inbox().resolve("slow.csv"),
                            piece,
                            StandardOpenOption.CREATE,
                            StandardOpenOption.APPEND);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
        filesPut.put("slow.csv", content);
    }

    private String sales(int night) {
        StringBuilder csv = new StringBuilder("externalId,amount,paymentProcessor,invoiceId\n");
        for (int sale = 1; sale <= SALES_A_NIGHT; sale++) {
            String invoice = "INV-" + night + "-" + sale;
            sales.add(invoice);
            csv.append("cus_")
                    .append(sale)
                    .append(",1000,stripe,")
                    .append(invoice)
                    .append('\n');
        }
        return csv.toString();
    }

    private static String name(int night) {
        return "sales-%02d.csv".formatted(night);
    }

    /** The midnight that the night of that number begins with. */
    private static Instant day(int night) {
        return FIRST.plusDays(night - 1).atStartOfDay(BERLIN).toInstant();
    }

    private static Instant evening(int night) {
        return FIRST.plusDays(night - 1).atTime(22, 0).atZone(BERLIN).toInstant();
    }

    private static Map<String, Long> recordings(Sandbox sandbox) {
        return sandbox.recorded().stream()
                .collect(Collectors.groupingBy(RecordedSale::invoiceId, Collectors.counting()));
    }

    /** The times of the runs that were accounted for. */
    private static List<String> runs(Nightshift shift) {
        return shift.events().stream()
                .filter(line -> line.contains(" run of "))
                .map(line -> line.replaceFirst(".* run of (\\S+): .*", "$1"))
                .toList();
    }

    private static List<String> leftInInbox(Nightshift shift) throws IOException {
        try (Stream<Path> files = Files.list(shift.inbox())) {
            return files.filter(Files::isRegularFile).map(Path::toString).toList();
        }
    }

    private static List<String> putAway(Nightshift shift, String where) throws IOException {
        List<String> names = new ArrayList<>();
        try (Stream<Path> files = Files.walk(shift.inbox().resolve(where))) {
            files.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .filter(name -> !name.contains(".report.") && !name.endsWith(".note.txt"))
                    .forEach(names::add);
        }
        return names;
    }
}
