package dev.dubimport.cli;

import dev.dubimport.csv.UnusableFile;

/** A run could not go on with its file. What was recorded until then is in the ledger. */
final class RunBroken extends RuntimeException {
    RunBroken(UnusableFile cause) {
        super(cause.getMessage(), cause);
    }
}
