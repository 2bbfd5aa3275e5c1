package dev.dubimport.dub;

import dev.dubimport.sale.Shown;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** Says why a run is slow: the first time that a call goes wrong, and then at most every half minute. */
final class Troubles {
    private static final long NANOS_BETWEEN = 30_000_000_000L;

    private final Consumer<String> log;
    private final LongSupplier nanoTime;
    private final AtomicLong quietUntil;
    private final AtomicLong untold = new AtomicLong();

    Troubles(Consumer<String> log, LongSupplier nanoTime) {
        this.log = log;
        this.nanoTime = nanoTime;
        this.quietUntil = new AtomicLong(nanoTime.getAsLong());
    }

    /** Hears why a sale has no answer yet, and when it is sent again. */
    void meet(String invoiceId, String reason, Duration again) {
        say("sale " + Shown.shortened(invoiceId), reason, again);
    }

    /** Hears why that has no answer yet, and when it is tried again. */
    void say(String what, String reason, Duration again) {
        long now = nanoTime.getAsLong();
        long quiet = quietUntil.get();
        if (now - quiet >= 0 && quietUntil.compareAndSet(quiet, now + NANOS_BETWEEN)) {
            long others = untold.getAndSet(0);
            log.accept(what + ": " + reason + "; trying again in " + Math.max(1, again.toSeconds()) + " s"
                    + (others == 0 ? "" : " (and " + others + " more since the last such line)"));
        } else {
            untold.incrementAndGet();
        }
    }
}
