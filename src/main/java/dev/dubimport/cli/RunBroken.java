package dev.dubimport.cli;

import dev.dubimport.csv.UnusableFile;

/** A command could not go on with its file. What it found out until then is in the ledger. */
final class RunBroken extends RuntimeException {
    RunBroken(UnusableFile cause) {
        super(cause.getMessage(), cause);
    }
}
