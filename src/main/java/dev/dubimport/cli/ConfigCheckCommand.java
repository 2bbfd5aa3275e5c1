package dev.dubimport.cli;

import dev.dubimport.config.Chosen;
import dev.dubimport.config.Configuration;
import dev.dubimport.sale.Shown;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code dub-import config check}: what holds, where each value comes from, and what is wrong with it. */
@Command(
        name = "check",
        description =
                "Shows what each profile sets, where every value comes from, which ledger it goes to, and what is wrong"
                        + " with it. Reads mappings, keys and the data folder; sends nothing, changes nothing, shows no key."
                        + " Exit code 0 if all can be used, 2 if not.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {"  dub-import config check", "  dub-import config check --profile acme --config dub-import.yml"})
final class ConfigCheckCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Spec
    private @Nullable CommandSpec command;

    ConfigCheckCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Configuration configuration = Configured.read(
                surroundings,
                this.<Path>option(Configured.CONFIG),
                () -> Settable.of(DubImport.commandLine(surroundings)));
        PrintStream out = new Escaped(surroundings.out());
        printFile(configuration, out);
        Optional<String> named = option(Configured.PROFILE);
        List<ProfileSheet> sheets = new ArrayList<>();
        for (Chosen chosen : chosen(configuration, named)) {
            ProfileSheet sheet = ProfileSheet.of(chosen, surroundings);
            sheet.lines().forEach(out::println);
            sheets.add(sheet);
        }
        SharedLedgers.notes(sheets).forEach(note -> out.println("\nNote: " + note));
        List<String> problems = sheets.stream()
                .flatMap(sheet -> sheet.problems().stream())
                .distinct()
                .toList();
        out.println(problems.isEmpty() ? "\nAll of it can be used." : "\nWrong:");
        problems.forEach(problem -> out.println("  " + problem));
        return problems.isEmpty() ? ExitCode.OK : ExitCode.USAGE;
    }

    private void printFile(Configuration configuration, PrintStream out) {
        Optional<Path> file = configuration.file();
        if (file.isEmpty()) {
            out.println("Configuration file: none; looked for in this order:");
            Configuration.usualPlaces(surroundings.environment(), System.getProperty("os.name"), surroundings.home())
                    .forEach(place -> out.println("  " + place));
            return;
        }
        out.println("Configuration file: " + Shown.escaped(file.get().toString()));
        out.println("Without --profile: "
                + configuration
                        .usualProfile()
                        .map(name -> "profile " + Shown.shortened(name))
                        .orElse(configuration.profiles().isEmpty() ? "no profile" : "refused, one has to be named"));
    }

    private static List<Chosen> chosen(Configuration configuration, Optional<String> named) {
        if (named.isPresent() || configuration.profiles().isEmpty()) {
            return List.of(configuration.choose(named));
        }
        // A usual profile that is not there is told as well.
        configuration.usualProfile().ifPresent(usual -> configuration.choose(Optional.empty()));
        return configuration.profiles().stream()
                .map(name -> configuration.choose(Optional.of(name)))
                .toList();
    }

    private <T> Optional<T> option(String name) {
        if (command == null) {
            throw new IllegalStateException("no command");
        }
        return Optional.ofNullable(command.findOption(name).getValue());
    }
}
