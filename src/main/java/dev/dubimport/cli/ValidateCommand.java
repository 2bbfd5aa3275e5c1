package dev.dubimport.cli;

import dev.dubimport.csv.SalesFile;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code dub-import validate}: all of an import but the sending. */
@Command(
        name = "validate",
        description = "Checks CSV files as an import would, without sending anything: needs no key and no network. Exit"
                + " code 0 if every row could be sent, 1 if not.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  dub-import validate sales.csv",
            "  dub-import validate exports/ orders.zip",
            "  dub-import validate sales.csv --mapping shop.yml --rejects to-mend.csv"
        })
final class ValidateCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin
    private SourceOptions sources = new SourceOptions();

    @Mixin
    private RejectsOption rejects = new RejectsOption();

    ValidateCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        try (Inputs inputs = sources.inputs(surroundings)) {
            List<SalesFile> files = sources.open(inputs);
            rejects.check(files);
            boolean allGood = true;
            for (SalesFile file : files) {
                Notes.print(surroundings.err(), file);
                allGood &= new Validation(file, rejects.file(), surroundings.out(), surroundings.err()).passes();
            }
            return allGood ? ExitCode.OK : ExitCode.SOME_NOT_RECORDED;
        }
    }
}
