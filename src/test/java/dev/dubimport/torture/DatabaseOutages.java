package dev.dubimport.torture;

import dev.dubimport.ledger.PostgresServer;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** Stops PostgreSQL every now and then, and starts it again some seconds later. */
record DatabaseOutages(PostgresServer server) implements Weather {
    private static final int LEAST_SECONDS_BETWEEN = 15;
    private static final int MOST_SECONDS_MORE = 30;
    private static final int MOST_MILLIS_AWAY = 8_000;

    @Override
    public Storm begin(long seed, Figures figures) {
        Outages outages = new Outages(server, new Random(seed), figures);
        outages.thread.start();
        return outages;
    }

    private static final class Outages implements Storm {
        private final CountDownLatch over = new CountDownLatch(1);
        private final AtomicReference<String> failure = new AtomicReference<>("");
        private final Thread thread;

        Outages(PostgresServer server, Random random, Figures figures) {
            thread = new Thread(
                    () -> {
                        try {
                            rage(server, random, figures);
                        } catch (InterruptedException | RuntimeException e) {
                            failure.set(e.toString());
                        }
                    },
                    "outages");
        }

        private void rage(PostgresServer server, Random random, Figures figures) throws InterruptedException {
            while (!over.await(LEAST_SECONDS_BETWEEN + random.nextInt(MOST_SECONDS_MORE), TimeUnit.SECONDS)) {
                server.stop();
                try {
                    Thread.sleep(random.nextInt(MOST_MILLIS_AWAY));
                } finally {
                    server.startAgain();
                }
                figures.databaseWasDown();
            }
        }

        @Override
        public void check() {
            if (!failure.get().isEmpty()) {
                throw new IllegalStateException("the database could not be stopped and started: " + failure.get());
            }
        }

        @Override
        public void end() throws InterruptedException {
            over.countDown();
            thread.join();
        }
    }
}
