package dev.dubimport.cli;

import dev.dubimport.config.UnusableConfiguration;
import dev.dubimport.csv.UnusableFile;
import dev.dubimport.dub.ReadStopped;
import dev.dubimport.dub.Unreadable;
import dev.dubimport.ledger.FolderInUse;
import dev.dubimport.ledger.Outage;
import dev.dubimport.ledger.TakenOver;
import dev.dubimport.ledger.UnusableFolder;
import dev.dubimport.ledger.UnusableLedger;
import dev.dubimport.sale.Shown;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Says what stopped a command. What a person can mend is one line; what only we can mend comes with its trace. */
final class Failures implements IExecutionExceptionHandler {
    private static final int MOST_CHARACTERS = 300;

    private final PrintStream err;

    Failures(PrintStream err) {
        this.err = err;
    }

    /** The exit code that it comes to, without a word. */
    static int exitCodeOf(Exception failure) {
        return new Failures(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                .say(failure);
    }

    @Override
    public int handleExecutionException(Exception failure, CommandLine commandLine, ParseResult parsed) {
        return say(failure);
    }

    /** Says it, and returns the exit code that it comes to. */
    int say(Exception failure) {
        if (failure instanceof UnusableFile
                || failure instanceof UnusableFolder
                || failure instanceof UnusableLedger
                || failure instanceof UnusableConfiguration
                || failure instanceof WrongUsage) {
            err.println("dub-import: " + failure.getMessage());
            return ExitCode.USAGE;
        }
        if (failure instanceof FolderInUse
                || failure instanceof LedgerAway
                || failure instanceof RunBroken
                || failure instanceof TakenOver
                || failure instanceof Unreadable
                || failure instanceof ReadStopped) {
            err.println("dub-import: " + failure.getMessage());
            return ExitCode.STOPPED;
        }
        Optional<String> outage = Outage.in(failure);
        if (outage.isPresent()) {
            err.println("dub-import: the ledger's database went away (" + Shown.shortened(outage.get(), 200)
                    + "); what was recorded until then is in it: run the same command again once it is back");
            return ExitCode.STOPPED;
        }
        Throwable root = Causes.root(failure);
        if (root instanceof IOException) {
            err.println("dub-import: stopped by the disk (" + Shown.shortened(root.toString(), MOST_CHARACTERS)
                    + "); what was done is saved: free the disk, or raise the limit of open files, and run the same"
                    + " command again");
            return ExitCode.STOPPED;
        }
        if (root instanceof OutOfMemoryError) {
            err.println("dub-import: out of memory; what was done is saved: give Java more"
                    + " (DUB_IMPORT_JAVA_OPTS=-Xmx512m) and run the same command again");
            return ExitCode.STOPPED;
        }
        err.println("dub-import: stopped by a fault of its own; what was done is saved, run the same command again."
                + " If it comes back, please report this:");
        failure.printStackTrace(err);
        return ExitCode.STOPPED;
    }
}
