package dev.dubimport.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.Ansi.Text;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Writes one man page for each command: what {@code --help} says, in the form that {@code man} reads. */
final class ManPages {
    private final Path folder;
    private final String version;
    private final String date;

    private ManPages(Path folder, String version, String date) {
        this.folder = folder;
        this.version = version;
        this.date = date;
    }

    /** Arguments: the folder to write to, the version, the date. */
    public static void main(String[] arguments) throws IOException {
        CommandLine whole = DubImport.commandLine(Surroundings.ofProcess());
        new ManPages(Path.of(arguments[0]), arguments[1], arguments[2]).write(whole);
    }

    private void write(CommandLine command) throws IOException {
        Files.writeString(folder.resolve(name(command) + ".1"), page(command));
        for (CommandLine subcommand : command.getSubcommands().values()) {
            if (!(subcommand.getCommand() instanceof HelpCommand)) {
                write(subcommand);
            }
        }
    }

    private String page(CommandLine command) {
        command.setUsageHelpWidth(100_000);
        Help help = new Help(command.getCommandSpec(), Help.defaultColorScheme(Ansi.OFF));
        String description = help.description().strip();
        String synopsis = help.synopsis(0)
                .strip()
                .substring(command.getCommandSpec().qualifiedName().length());

        // No hyphen is put into the name of an option, no space between words that are to be typed.
        StringBuilder page = new StringBuilder(".TH \"%s\" 1 \"%s\" \"dub-import %s\" \"dub-import\"\n.nh\n.ad l\n"
                .formatted(name(command).toUpperCase(Locale.ROOT), date, version));
        page.append(".SH NAME\n%s \\- %s\n".formatted(escaped(name(command)), text(summary(description))));
        page.append(".SH SYNOPSIS\n\\fB%s\\fR%s\n"
                .formatted(escaped(command.getCommandSpec().qualifiedName()), escaped(synopsis)));
        page.append(".SH DESCRIPTION\n").append(paragraphs(description));
        arguments(page, command, help);
        subcommands(page, command.getSubcommands());
        footer(page, help);
        if (command.getParent() != null) {
            page.append(".SH SEE ALSO\n").append(reference(command.getParent())).append("\n");
        }
        return page.toString();
    }

    private static void arguments(StringBuilder page, CommandLine command, Help help) {
        String options = command.getCommandSpec().positionalParameters().stream()
                        .filter(parameter -> !parameter.hidden())
                        .map(parameter -> argument(parameter, help))
                        .collect(Collectors.joining())
                + command.getCommandSpec().options().stream()
                        .filter(option -> !option.hidden())
                        .map(option -> argument(option, help))
                        .collect(Collectors.joining());
        if (!options.isEmpty()) {
            page.append(".SH OPTIONS\n").append(options);
        }
    }

    /** What help has in its columns: a mark, the short name, a comma, the other names with their value; and the text. */
    private static String argument(ArgSpec argument, Help help) {
        Text[][] rows = argument instanceof OptionSpec option
                ? help.createDefaultOptionRenderer().render(option, help.parameterLabelRenderer(), help.colorScheme())
                : help.createDefaultParameterRenderer()
                        .render((PositionalParamSpec) argument, help.parameterLabelRenderer(), help.colorScheme());
        String names = Arrays.stream(rows[0], 1, 4)
                .map(Text::toString)
                .map(String::strip)
                .collect(Collectors.joining())
                .replace(",", ", ");
        String text = Arrays.stream(rows)
                .map(row -> row[4].toString().strip())
                .filter(line -> !line.isEmpty())
                .collect(Collectors.joining("\n.br\n"));
        return ".TP\n\\fB%s\\fR\n%s\n".formatted(escaped(names), lines(text));
    }

    private static void subcommands(StringBuilder page, Map<String, CommandLine> subcommands) {
        String list = subcommands.values().stream()
                .filter(command -> !(command.getCommand() instanceof HelpCommand))
                .map(command -> ".TP\n%s\n%s\n"
                        .formatted(
                                reference(command),
                                text(summary(new Help(command.getCommandSpec(), Help.defaultColorScheme(Ansi.OFF))
                                        .description()
                                        .strip()))))
                .collect(Collectors.joining());
        if (!list.isEmpty()) {
            page.append(".SH COMMANDS\n").append(list);
        }
    }

    /** Examples stand as they are: their columns mean something. */
    private static void footer(StringBuilder page, Help help) {
        String footer = help.footer().stripTrailing();
        if (!footer.isEmpty()) {
            String heading = help.footerHeading().strip().replace(":", "").toUpperCase(Locale.ROOT);
            page.append(".SH %s\n.nf\n%s\n.fi\n".formatted(heading.isEmpty() ? "NOTES" : heading, lines(footer)));
        }
    }

    private static String name(CommandLine command) {
        return command.getCommandSpec().qualifiedName("-");
    }

    private static String reference(CommandLine command) {
        return "\\fB%s\\fR(1)".formatted(escaped(name(command)));
    }

    /** The first sentence, for the lists of {@code apropos}. */
    private static String summary(String description) {
        return description.split("(?<=[^.]{3}[.;:])\\s|\\.$", 2)[0].replaceFirst("[.;:]$", "");
    }

    private static String paragraphs(String description) {
        return description
                .lines()
                .filter(line -> !line.isBlank())
                .map(ManPages::text)
                .collect(Collectors.joining("\n.PP\n", "", "\n"));
    }

    private static String lines(String text) {
        return text.lines().map(line -> line.equals(".br") ? line : text(line)).collect(Collectors.joining("\n"));
    }

    private static String text(String line) {
        String escaped = escaped(line);
        return escaped.startsWith(".") || escaped.startsWith("'") ? "\\&" + escaped : escaped;
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\e")
                .replace("-", "\\-")
                .replace("'", "\\(aq")
                .replace("`", "\\(ga");
    }
}
