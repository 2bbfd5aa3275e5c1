package dev.dubimport.cli;

import dev.dubimport.alert.Alert;
import dev.dubimport.alert.Alerts;
import dev.dubimport.ledger.Destination;
import dev.dubimport.sale.ControlTotals;
import dev.dubimport.schedule.Imported;
import dev.dubimport.schedule.Notice;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.function.Consumer;

/** Makes alerts of what the scheduler notices. */
record ScheduleAlerts(Alerts alerts, Destination destination, Clock clock) implements Consumer<Notice> {

    @Override
    public void accept(Notice notice) {
        alerts.raise(new Alert(
                UUID.randomUUID(),
                notice.kind(),
                clock.instant(),
                Optional.of(ImportAlerts.where(destination)),
                notice.file(),
                notice.imported().map(Imported::runs).orElse(List.of()),
                notice.imported().map(Imported::totals).orElse(ControlTotals.ZERO),
                notice.what(),
                notice.next(),
                notice.imported()
                        .map(imported -> OptionalInt.of(imported.exitCode()))
                        .orElse(OptionalInt.empty())));
    }
}
