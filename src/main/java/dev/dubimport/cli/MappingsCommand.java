package dev.dubimport.cli;

import dev.dubimport.csv.Presets;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code dub-import mappings}: the mappings that come with the program. */
@Command(
        name = "mappings",
        description = "The mappings that come with the program, one for each kind of export.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        footerHeading = "%nExamples:%n",
        footer = {
            "  dub-import mappings list",
            "  dub-import mappings show stripe-payments",
            "  dub-import import payments.csv --mapping stripe-payments --workspace acme",
            "",
            "A mapping of your own can begin with `extends: stripe-payments` and say only what is other."
        })
final class MappingsCommand {
    private final Surroundings surroundings;

    MappingsCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Command(name = "list", description = "Prints their names, and what each is for.", mixinStandardHelpOptions = true)
    int list() {
        int width = Presets.NAMES.stream().mapToInt(String::length).max().orElseThrow();
        surroundings
                .out()
                .println(Presets.NAMES.stream()
                        .map(name -> name + " ".repeat(width - name.length()) + "  " + Presets.title(name))
                        .collect(Collectors.joining("\n")));
        return ExitCode.OK;
    }

    @Command(
            name = "show",
            description = "Prints one as the YAML file that it is, with comments.",
            mixinStandardHelpOptions = true)
    int show(@Parameters(paramLabel = "NAME", description = "Its name; mappings list has all.") String name) {
        String text = Presets.find(name)
                .orElseThrow(() ->
                        new WrongUsage("mappings show " + name + ": no mapping of ours; " + Presets.nearest(name, "")));
        surroundings.out().print(text);
        return ExitCode.OK;
    }
}
