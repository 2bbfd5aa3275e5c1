package dev.dubimport.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dubimport.dub.SaleEvent;
import dev.dubimport.sale.Fingerprint;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The service's events by invoice id, and what was not asked for. */
class EventIndexTest {
    @TempDir
    Path folder;

    @Test
    void whatWasMatchedIsNotLeftOverAndTheRestComesByInvoiceId() {
        try (EventIndex index = EventIndex.in(folder)) {
            for (int number = 0; number < 2_500; number++) {
                index.add(event("e" + number, "INV-" + number % 2_000));
            }
            index.add(event("x1", ""));
            index.add(event("x2", ""));
            index.complete();
            List<String> wanted = new ArrayList<>();
            for (int number = 1; number < 2_000; number++) {
                wanted.add("INV-" + number);
            }

            Map<String, EventIndex.Found> first = index.match(wanted.subList(0, 1_000));
            index.match(wanted.subList(1_000, wanted.size()));
            List<List<String>> left = new ArrayList<>();
            index.leftOver(
                    group -> left.add(group.stream().map(SaleEvent::eventId).toList()));

            assertThat(first.getOrDefault("INV-7", EventIndex.Found.NOTHING).events())
                    .extracting(SaleEvent::eventId)
                    .containsExactly("e7", "e2007");
            assertThat(left).containsExactly(List.of("x1"), List.of("x2"), List.of("e0", "e2000"));
        }
    }

    @Test
    void aSecondMatchIsToldFromTheFirst() {
        try (EventIndex index = EventIndex.in(folder)) {
            index.add(event("e1", "INV-1"));
            index.complete();

            EventIndex.Found found = new EventIndex.Found(List.of(event("e1", "INV-1")), false);
            assertThat(index.match(List.of("INV-1", "INV-2"))).isEqualTo(Map.of("INV-1", found));
            assertThat(index.match(List.of("INV-1")))
                    .isEqualTo(Map.of("INV-1", new EventIndex.Found(found.events(), true)));
        }
    }

    @Test
    void whatIsNotedAsMissingIsFoundAgainWithItsContent() {
        try (EventIndex index = EventIndex.in(folder)) {
            index.complete();
            index.noteMissing(Map.of("INV-1", new Fingerprint(1, 2)));

            assertThat(index.notedMissing(List.of("INV-0", "INV-1"))).isEqualTo(Map.of("INV-1", new Fingerprint(1, 2)));
        }
    }

    @Test
    void nothingIsLeftInTheFolder() {
        EventIndex index = EventIndex.in(folder);
        index.add(event("e1", "INV-1"));
        index.complete();

        index.close();

        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void whatAKilledProcessLeftIsRemovedAfterADay() throws Exception {
        Path left = Files.createDirectory(folder.resolve("reconcile-123"));
        Files.createFile(left.resolve("events.mv.db"));
        Files.setLastModifiedTime(left, FileTime.from(Instant.now().minus(Duration.ofHours(25))));
        Path fresh = Files.createDirectory(folder.resolve("reconcile-456"));

        EventIndex.in(folder).close();

        assertThat(left).doesNotExist();
        assertThat(fresh).exists();
    }

    private static SaleEvent event(String eventId, String invoiceId) {
        return new SaleEvent(eventId, Instant.EPOCH, invoiceId, "c1", 100, "USD", "stripe", "Purchase");
    }
}
