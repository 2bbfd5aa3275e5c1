package dev.dubimport.dub;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToLongFunction;

/**
 * The service's limiter (dub-api.md, trap 6) in virtual time, and the other programs that use the same key: they call at
 * random, do not slow down, and drop what is refused.
 */
final class SharedKey implements Wire {
    private static final double MINUTE = 60;

    private final VirtualTime time;
    private final int callsPerMinute;
    private final double intoMinute;
    private final DoubleUnaryOperator othersPerMinute;
    private final Duration latency;
    private final Minute[] minutes = new Minute[20];
    private double othersUntil;
    private long window;
    private int thisWindow;
    private int lastWindow;
    private final Random random = new Random(11);

    private static final class Minute {
        private int ours;
        private int refused;
        private int others;
    }

    SharedKey(
            VirtualTime time,
            int callsPerMinute,
            double intoMinute,
            Duration latency,
            DoubleUnaryOperator othersPerMinute) {
        this.time = time;
        this.callsPerMinute = callsPerMinute;
        this.intoMinute = intoMinute;
        this.latency = latency;
        this.othersPerMinute = othersPerMinute;
        for (int i = 0; i < minutes.length; i++) {
            minutes[i] = new Minute();
        }
        // They did not begin with us.
        othersUntil = -2 * MINUTE;
    }

    @Override
    public Exchange post(byte[] json) {
        travel();
        double now = time.nanos() / 1e9;
        letOthersCall(now);
        boolean taken = take(now);
        Minute minute = minute(now);
        Duration windowEndsIn = Duration.ofMillis((long) (1000 * (MINUTE - intoWindow(now))));
        minute.ours += taken ? 1 : 0;
        minute.refused += taken ? 0 : 1;
        travel();
        if (taken) {
            return new Exchange.Reply(200, "{\"sale\": null}", Duration.ZERO, Optional.empty());
        }
        return new Exchange.Reply(
                429, "", windowEndsIn, Optional.empty(), Optional.of(new Limit(callsPerMinute, windowEndsIn)));
    }

    long ours(int fromMinute, int toMinute) {
        return sum(fromMinute, toMinute, minute -> minute.ours);
    }

    long refused(int fromMinute, int toMinute) {
        return sum(fromMinute, toMinute, minute -> minute.refused);
    }

    long othersLetThrough(int fromMinute, int toMinute) {
        return sum(fromMinute, toMinute, minute -> minute.others);
    }

    /** Which part of all our calls was answered 429. */
    double refusedShare() {
        double refused = refused(0, minutes.length);
        return refused / (refused + ours(0, minutes.length));
    }

    private long sum(int fromMinute, int toMinute, ToLongFunction<Minute> count) {
        return Arrays.stream(minutes, fromMinute, toMinute).mapToLong(count).sum();
    }

    private void letOthersCall(double now) {
        double step = 0.005;
        for (; othersUntil + step <= now; othersUntil += step) {
            if (random.nextDouble() < othersPerMinute.applyAsDouble(othersUntil) * step / MINUTE) {
                minute(othersUntil).others += take(othersUntil) ? 1 : 0;
            }
        }
    }

    /** Half of the latency, a half shorter or longer: calls of even pace do not arrive evenly. */
    private void travel() {
        time.sleep((long) (latency.toNanos() / 2.0 * (0.5 + random.nextDouble())));
    }

    private boolean take(double now) {
        long current = (long) Math.floor((now + intoMinute) / MINUTE);
        if (current != window) {
            lastWindow = current == window + 1 ? thisWindow : 0;
            thisWindow = 0;
            window = current;
        }
        if (thisWindow + (int) (lastWindow * (1 - intoWindow(now) / MINUTE)) >= callsPerMinute) {
            return false;
        }
        thisWindow++;
        return true;
    }

    private double intoWindow(double now) {
        return now + intoMinute - Math.floor((now + intoMinute) / MINUTE) * MINUTE;
    }

    private Minute minute(double now) {
        return minutes[(int) Math.max(0, now / MINUTE)];
    }
}
