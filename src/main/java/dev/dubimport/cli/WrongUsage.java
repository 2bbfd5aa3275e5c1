package dev.dubimport.cli;

/** The command cannot be carried out as it was given; nothing was done. */
final class WrongUsage extends RuntimeException {
    WrongUsage(String message) {
        super(message);
    }

    /** The message of what was refused further in, which is written for people. */
    WrongUsage(RuntimeException refusal) {
        super(refusal.getMessage(), refusal);
    }
}
