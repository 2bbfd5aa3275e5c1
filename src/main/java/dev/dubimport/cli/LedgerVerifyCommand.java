package dev.dubimport.cli;

import dev.dubimport.ledger.DataFolder;
import dev.dubimport.ledger.Inspection;
import dev.dubimport.ledger.UnusableLedger;
import dev.dubimport.report.Numbers;
import java.io.PrintStream;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code dub-import ledger verify}. */
@Command(
        name = "verify",
        description =
                "Reads the whole ledger, checks it and says what was checked; changes nothing. Exit code 0 if it is"
                        + " sound, 1 if not.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class LedgerVerifyCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin
    private DataFolderOption dataFolder = new DataFolderOption();

    LedgerVerifyCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        try (DataFolder folder = LedgerCommand.open(dataFolder, surroundings.environment())) {
            Inspection inspection =
                    folder.ledgerFile().inspect(surroundings.clock().instant());
            surroundings.out().println("Ledger: " + folder.ledgerFile().file());
            print(inspection, surroundings.out());
            return inspection.isSound() ? ExitCode.OK : ExitCode.SOME_NOT_RECORDED;
        } catch (UnusableLedger damaged) {
            surroundings.err().println("dub-import: " + damaged.getMessage());
            return ExitCode.SOME_NOT_RECORDED;
        }
    }

    private static void print(Inspection inspection, PrintStream out) {
        for (Inspection.Check check : inspection.checks()) {
            out.println(String.format(
                    Locale.ROOT, "  %-22s %12s  %s", check.subject(), Numbers.count(check.count()), verdict(check)));
            check.problems().forEach(problem -> out.println("      " + problem));
            if (check.problemCount() > check.problems().size()) {
                out.println("      and "
                        + Numbers.count(check.problemCount() - check.problems().size()) + " more");
            }
        }
        if (inspection.isSound()) {
            out.println("Sound."
                    + inspection
                            .lastWritten()
                            .map(time -> " Last written on " + time + ".")
                            .orElse(""));
            return;
        }
        out.println("Not sound: import nothing with it. Restore a backup: dub-import ledger restore FILE --replace");
    }

    private static String verdict(Inspection.Check check) {
        if (check.problemCount() == 0) {
            return "ok";
        }
        return check.problemCount() == 1 ? "1 problem" : Numbers.count(check.problemCount()) + " problems";
    }
}
