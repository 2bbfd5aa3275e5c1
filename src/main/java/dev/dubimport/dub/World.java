package dev.dubimport.dub;

import java.time.Clock;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/**
 * All that a client meets outside itself: a service, time, chance and threads. There is one real world; a test plays its own,
 * in which an hour passes in a moment and every history can be played again.
 *
 * @param stop in which all waiting is done
 * @param nanoTime the time, as {@link System#nanoTime} tells it
 * @param clock the time of day, by which the service forgets
 * @param chance numbers from 0 to 1
 * @param workers what deliveries run on, one thread for each sale in flight
 */
record World(Wire wire, Stop stop, LongSupplier nanoTime, Clock clock, DoubleSupplier chance, ExecutorService workers) {

    static World real(Settings settings, Clock clock, BooleanSupplier maySend) {
        return new World(
                new Channel(settings.line(), clock, maySend),
                new Stop(),
                System::nanoTime,
                clock,
                () -> ThreadLocalRandom.current().nextDouble(),
                Executors.newFixedThreadPool(settings.concurrency(), Threads.named("dub")));
    }
}
