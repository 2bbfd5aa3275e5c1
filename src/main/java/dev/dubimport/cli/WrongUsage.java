package dev.dubimport.cli;

import dev.dubimport.sale.Shown;

/** The command cannot be carried out as it was given; nothing was done. */
final class WrongUsage extends RuntimeException {
    WrongUsage(String message) {
        super(Shown.escaped(message));
    }

    /** The message of what was refused further in, which is written for people. */
    WrongUsage(RuntimeException refusal) {
        super(refusal.getMessage(), refusal);
    }
}
