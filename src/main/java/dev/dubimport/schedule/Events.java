package dev.dubimport.schedule;

import dev.dubimport.sale.Shown;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.function.Consumer;

/** What happens, told line by line, each with its time on the clock of the plan's zone. */
record Events(Clock clock, Plan plan, Consumer<String> lines, Consumer<Happening> happenings) {
    void say(String event) {
        lines.accept(time(clock.instant()) + " " + event);
    }

    void tell(Happening happening) {
        happenings.accept(happening);
    }

    void say(Path file, String event) {
        say(name(file) + ": " + event);
    }

    ZonedDateTime now() {
        return clock.instant().atZone(zone());
    }

    ZoneId zone() {
        return plan.zone();
    }

    String time(Instant instant) {
        return plan.time(instant);
    }

    static String name(Path file) {
        return Shown.shortened(file.getFileName().toString());
    }

    static String reason(IOException e) {
        return Shown.shortened(e.getClass().getSimpleName() + ": " + e.getMessage(), 200);
    }

    static String inWords(Duration wait) {
        return wait.toMinutes() == 0 ? wait.toSeconds() + " s" : wait.toMinutes() + " min";
    }
}
