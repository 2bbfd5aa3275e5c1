package dev.dubimport.alert;

import dev.dubimport.sale.ControlTotals;
import dev.dubimport.sale.Money;
import dev.dubimport.sale.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

/** Alerts to be told. */
final class SampleAlerts {
    private SampleAlerts() {}

    static Alert notAllRecorded(String file) {
        ControlTotals.Tally tally = new ControlTotals.Tally();
        tally.count(Outcome.RECORDED, Money.parse(123_456, "EUR"));
        tally.count(Outcome.RECORDED, Money.parse(9_800, "JPY"));
        tally.count(Outcome.INVALID, Optional.empty());
        return new Alert(
                UUID.fromString("00000000-0000-0000-0000-00000000002a"),
                Alert.Kind.NOT_RECORDED,
                Instant.parse("2026-03-10T02:31:00Z"),
                Optional.of(new Alert.Where("https://api.dub.co", "acme")),
                Optional.of(file),
                Optional.of("/srv/sales/archive/2026/03"),
                List.of(7L),
                tally.totals(),
                "Imported; some rows were not recorded.",
                "mend the rows.",
                OptionalInt.of(1));
    }

    static Alert noFile() {
        return new Alert(
                UUID.fromString("00000000-0000-0000-0000-00000000002b"),
                Alert.Kind.NO_FILE,
                Instant.parse("2026-03-10T05:00:00Z"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                ControlTotals.ZERO,
                "No new file came.",
                "look after whoever sends it.",
                OptionalInt.empty());
    }
}
