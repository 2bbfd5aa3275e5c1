package dev.dubimport.cli;

import dev.dubimport.csv.UnusableFile;
import dev.dubimport.ledger.FolderInUse;
import dev.dubimport.ledger.UnusableFolder;
import java.io.PrintStream;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Says what stopped a command. What a person can mend is one line; what only we can mend comes with its trace. */
final class Failures implements IExecutionExceptionHandler {
    private final PrintStream err;

    Failures(PrintStream err) {
        this.err = err;
    }

    @Override
    public int handleExecutionException(Exception failure, CommandLine commandLine, ParseResult parsed) {
        if (failure instanceof UnusableFile
                || failure instanceof UnusableFolder
                || failure instanceof FolderInUse
                || failure instanceof WrongUsage) {
            err.println("dub-import: " + failure.getMessage());
            return ExitCode.USAGE;
        }
        if (failure instanceof RunBroken) {
            err.println("dub-import: " + failure.getMessage());
            return ExitCode.STOPPED;
        }
        err.println("dub-import: stopped by a fault of its own; what was done is saved, run the same command again."
                + " If it comes back, please report this:");
        failure.printStackTrace(err);
        return ExitCode.STOPPED;
    }
}
