package dev.dubimport.cli;

/** What the program's end says to scripts and schedulers. An interrupted run ends with the signal's own 130 or 143. */
final class ExitCode {
    /** Every row is recorded, or was already. */
    static final int OK = 0;

    /** Finished; some rows were not recorded: see the rejects. */
    static final int SOME_NOT_RECORDED = 1;

    /** Wrong usage or configuration; nothing was done. */
    static final int USAGE = 2;

    /** Stopped before the end; run the same command again to go on. */
    static final int STOPPED = 3;

    private ExitCode() {}
}
