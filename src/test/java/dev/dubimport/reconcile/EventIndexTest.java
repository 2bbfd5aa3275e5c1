package dev.dubimport.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dubimport.dub.SaleEvent;
import dev.dubimport.sale.Fingerprint;
import java.nio.file.Files;
import java.nio.file.Path;
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
    void whatIsNotedIsFoundAgainWithItsContent() {
        try (EventIndex index = EventIndex.in(folder)) {
            index.complete();
            index.noteDifferent(Map.of("INV-1", new Fingerprint(1, 2)));

            assertThat(index.notedDifferent(List.of("INV-0", "INV-1")))
                    .isEqualTo(Map.of("INV-1", new Fingerprint(1, 2)));
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
    void whatAKilledProcessLeftIsRemovedAndWhatIsInUseIsNot() throws Exception {
        Path left = Files.createDirectory(folder.resolve("reconcile-123"));
        Files.createFile(left.resolve("events.mv.db"));
        try (EventIndex inUse = EventIndex.in(folder)) {
            inUse.add(event("e1", "INV-1"));

            EventIndex.in(folder).close();

            inUse.complete();
            assertThat(left).doesNotExist();
            assertThat(inUse.find(List.of("INV-1"))).hasSize(1);
        }
    }

    private static SaleEvent event(String eventId, String invoiceId) {
        return new SaleEvent(eventId, Instant.EPOCH, invoiceId, "c1", 100, "USD", "stripe", "Purchase");
    }
}
