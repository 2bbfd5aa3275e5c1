package dev.dubimport.dub;

import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import java.util.function.LongSupplier;

/** The real client in a played world: a service, time, chance and threads that a model makes. */
public final class PlayedDub {
    private PlayedDub() {}

    /** Lets so many nanoseconds pass, or fewer where the condition comes to hold. */
    @FunctionalInterface
    public interface Sleeper {
        void sleep(long nanos, BooleanSupplier sooner);
    }

    /** A client that waits, sends and works in that world only. */
    public static Dub open(
            Settings settings,
            Function<byte[], PlayedAnswer> service,
            Sleeper sleeper,
            LongSupplier nanoTime,
            Clock clock,
            DoubleSupplier chance,
            ExecutorService workers) {
        Stop[] stop = new Stop[1];
        stop[0] = new Stop(nanos -> {
            sleeper.sleep(nanos, () -> stop[0].isAsked());
            return true;
        });
        Wire wire = json -> exchange(service.apply(json));
        return new Dub(settings, new World(wire, stop[0], nanoTime, clock, chance, workers), () -> true);
    }

    /** As the client's own wire would tell it. */
    private static Exchange exchange(PlayedAnswer played) {
        if (played instanceof PlayedAnswer.Whole whole) {
            return new Exchange.Reply(whole.status(), whole.body(), whole.retryAfter(), Optional.empty());
        }
        PlayedAnswer.None none = (PlayedAnswer.None) played;
        return new Exchange.Silence(none.sent(), none.code(), none.reason());
    }
}
