package dev.dubimport.torture;

import java.util.Random;

/** What is done to a process while it works. */
enum Blow {
    KILL("kill -9"),
    TERMINATE("SIGTERM"),
    TERMINATE_TWICE("SIGTERM twice"),
    FREEZE("SIGSTOP, then SIGCONT");

    private static final int MOST_MILLIS_BETWEEN_SIGNALS = 1_000;
    private static final int MOST_MILLIS_FROZEN = 6_000;

    private final String words;

    Blow(String words) {
        this.words = words;
    }

    /** Three of four are kills: they are what the promise is about. */
    static Blow draw(Random random) {
        int percent = random.nextInt(100);
        if (percent < 76) {
            return KILL;
        }
        if (percent < 84) {
            return TERMINATE;
        }
        return percent < 92 ? TERMINATE_TWICE : FREEZE;
    }

    boolean endsTheProcess() {
        return this != FREEZE;
    }

    boolean allowsExit(int exitCode) {
        return switch (this) {
            case KILL -> exitCode == 137;
            case TERMINATE, TERMINATE_TWICE -> exitCode == 143;
            case FREEZE -> false;
        };
    }

    void strike(ImporterProcess process, Random random) throws InterruptedException {
        switch (this) {
            case KILL -> process.kill();
            case TERMINATE -> process.signal("TERM");
            case TERMINATE_TWICE -> {
                process.signal("TERM");
                Thread.sleep(random.nextInt(MOST_MILLIS_BETWEEN_SIGNALS));
                process.signal("TERM");
            }
            case FREEZE -> {
                process.signal("STOP");
                Thread.sleep(random.nextInt(MOST_MILLIS_FROZEN));
                process.signal("CONT");
            }
        }
    }

    @Override
    public String toString() {
        return words;
    }
}
