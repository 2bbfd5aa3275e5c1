package dev.dubimport.cli;

import dev.dubimport.schedule.Scheduler.Pause;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine;

/** {@code schedule} as a process of its own, whose pauses pass ten times as fast; the clock and the imports keep their pace. */
final class HurriedScheduler {
    private static final int SHORTENED_BY = 10;

    private HurriedScheduler() {}

    public static void main(String[] options) {
        ScheduleCommand command = new ScheduleCommand(
                ImpatientDubImport.surroundings(), () -> System.nanoTime() * SHORTENED_BY, shortened());
        CommandLine commandLine = new CommandLine(command);
        Converters.register(commandLine);
        System.exit(commandLine.execute(options));
    }

    private static Pause shortened() {
        return length -> {
            try {
                TimeUnit.NANOSECONDS.sleep(length.dividedBy(SHORTENED_BY).toNanos());
            } catch (InterruptedException e) {
                throw new IllegalStateException("nobody interrupts a scheduler but by a signal", e);
            }
        };
    }
}
