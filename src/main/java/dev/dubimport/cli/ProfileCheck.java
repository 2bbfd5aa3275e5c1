package dev.dubimport.cli;

import dev.dubimport.alert.Hook;
import dev.dubimport.config.Chosen;
import dev.dubimport.config.Value;
import dev.dubimport.config.Vocabulary;
import dev.dubimport.csv.Mapping;
import dev.dubimport.csv.RatesFile;
import dev.dubimport.csv.UnusableFile;
import dev.dubimport.ledger.DataFolder;
import dev.dubimport.ledger.Database;
import dev.dubimport.ledger.Destination;
import dev.dubimport.ledger.FolderInUse;
import dev.dubimport.ledger.UnusableFolder;
import dev.dubimport.sale.Shown;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/** Reads what a profile names, as the commands would, and collects what they would refuse. */
final class ProfileCheck {
    private static final String IMPORT = "import";
    private static final String SCHEDULE = "schedule";

    private final Chosen chosen;
    private final Surroundings surroundings;
    private final Set<String> problems = new LinkedHashSet<>();
    private final Optional<DestinationOptions> options;
    private final Optional<Destination> destination;

    ProfileCheck(Chosen chosen, Surroundings surroundings) {
        this.chosen = chosen;
        this.surroundings = surroundings;
        this.options = filled(new DestinationOptions(), IMPORT);
        this.destination = options.filter(there -> value("workspace").isPresent())
                .flatMap(there ->
                        tried("workspace", () -> new Destination(there.baseUrl().uri(), there.workspace())));
    }

    Optional<Destination> destination() {
        return destination;
    }

    List<String> problems() {
        return List.copyOf(problems);
    }

    String goesTo() {
        return destination
                .map(Destination::toString)
                .orElseGet(() ->
                        options.map(there -> there.baseUrl().uri().toString()).orElse("nowhere: its address is wrong")
                                + " (no workspace is set; --workspace names it)");
    }

    boolean hasOwnKey() {
        return value("api-key-file").or(() -> value("api-key-variable")).isPresent();
    }

    /** Whether there is a key, and where; a key that is named and cannot be used is a problem. */
    String keyState() {
        Optional<Value> file = value("api-key-file");
        Optional<Value> variable = value("api-key-variable");
        boolean isSet;
        if (hasOwnKey()) {
            isSet = options.flatMap(there -> tried(file.isPresent() ? "api-key-file" : "api-key-variable", () -> {
                        file.filter(Value::isFromFile).ifPresent(KeyFile::ensurePrivate);
                        return there.apiKey(surroundings.environment());
                    }))
                    .isPresent();
        } else {
            isSet = !surroundings
                    .environment()
                    .getOrDefault(DestinationOptions.KEY_VARIABLE, "")
                    .isBlank();
        }
        String place = file.map(path -> "file " + Shown.escaped(path.text()))
                .orElseGet(() -> "variable "
                        + variable.map(Value::text).map(Shown::shortened).orElse(DestinationOptions.KEY_VARIABLE));
        return place + ": " + (isSet ? "set" : hasOwnKey() ? "cannot be used" : "not set");
    }

    /** Where the ledger is, without asking for its state. */
    String ledger() {
        return database().map(Database::name).orElseGet(() -> "data folder " + folder());
    }

    String ledgerState() {
        return Shown.escaped(ledger()) + (database().isPresent() ? " (not asked)" : stateOf(folder()));
    }

    private Optional<Database> database() {
        return filled(new DatabaseOption(), IMPORT)
                .flatMap(option -> tried("database", () -> option.database(surroundings.environment())))
                .flatMap(database -> database);
    }

    private Path folder() {
        return filled(new DataFolderOption(), IMPORT)
                .map(option -> option.path(surroundings.environment()))
                .orElseThrow()
                .toAbsolutePath()
                .normalize();
    }

    private String stateOf(Path folder) {
        if (Files.notExists(folder)) {
            return ", not there yet: the first import begins it";
        }
        try (DataFolder open = DataFolder.openToRead(folder)) {
            return open.ledgerFile().exists() ? "" : ", without a ledger yet: the first import begins it";
        } catch (FolderInUse busy) {
            return ", in use by another dub-import";
        } catch (UnusableFolder unusable) {
            problem("data-dir", String.valueOf(unusable.getMessage()));
            return ", cannot be used";
        }
    }

    /** Has every command parse what is set for it, one by one: the first that is wrong would hide the others. */
    void commands(Vocabulary vocabulary) {
        CommandLine root = DubImport.commandLine(surroundings);
        vocabulary.commands().keySet().stream()
                .sorted()
                .forEach(command -> vocabulary
                        .optionsOf(command)
                        .keySet()
                        .forEach(option ->
                                standing(command, option).ifPresent(value -> parse(root, command, option, value))));
    }

    private void parse(CommandLine root, String command, String option, Value value) {
        CommandLine commandLine = Settable.find(root, command);
        commandLine.getCommandSpec().parser().collectErrors(true);
        commandLine.setDefaultValueProvider(argument -> argument instanceof OptionSpec spec
                        && StandingValues.nameOf(spec).equals(option)
                ? value.text()
                : null);
        root.parseArgs(command.split(" ", -1));
        commandLine.getParseResult().errors().stream()
                .filter(wrong -> wrong instanceof ParameterException at
                        && at.getArgSpec() instanceof OptionSpec spec
                        && StandingValues.nameOf(spec).equals(option))
                .forEach(wrong -> problems.add(value.origin() + ": " + wrong.getMessage()));
    }

    /** Whether something beside the profile says otherwise where its sales go, which every command refuses. */
    void oneDestination() {
        CommandLine root = DubImport.commandLine(surroundings);
        Settable.find(root, IMPORT).getCommandSpec().parser().collectErrors(true);
        try {
            OneDestination.ensure(root.parseArgs(IMPORT), chosen);
        } catch (ParameterException otherwise) {
            problems.add(String.valueOf(otherwise.getMessage()));
        }
    }

    /** Reads the files that are named, who is told of alerts, and the plan of the schedule. */
    void files() {
        value("mapping").ifPresent(value -> tried("mapping", () -> Mapping.named(value.text())));
        value("fx-rates").ifPresent(value -> tried("fx-rates", () -> RatesFile.read(Path.of(value.text()))));
        filled(new AlertOptions(), IMPORT).ifPresent(this::alerts);
        if (standing(SCHEDULE, "inbox").isPresent()) {
            filled(new ScheduleCommand(surroundings), SCHEDULE)
                    .ifPresent(schedule -> tried(SCHEDULE, "inbox", () -> schedule.plan()));
        }
    }

    private void alerts(AlertOptions alerts) {
        String keyVariable = options.map(DestinationOptions::keyVariable).orElse(DestinationOptions.KEY_VARIABLE);
        tried("alert-on", alerts::kinds);
        tried("webhook-file", () -> alerts.webhook(surroundings.environment()))
                .flatMap(hook -> hook)
                .ifPresent(Hook::close);
        tried("alert-command", () -> alerts.program(surroundings.environment(), keyVariable))
                .flatMap(hook -> hook)
                .ifPresent(Hook::close);
    }

    /** The options of a command as they are without a word on the command line; empty where one cannot be read. */
    private <T> Optional<T> filled(T object, String command) {
        CommandLine commandLine = new CommandLine(object);
        Converters.register(commandLine);
        commandLine.setDefaultValueProvider(new StandingValues(chosen, command, Spoken.of()));
        try {
            commandLine.parseArgs();
            return Optional.of(object);
        } catch (ParameterException wrong) {
            String option = wrong.getArgSpec() instanceof OptionSpec spec ? StandingValues.nameOf(spec) : "";
            problems.add(standing(command, option)
                            .map(value -> value.origin() + ": ")
                            .orElse("")
                    + wrong.getMessage());
            return Optional.empty();
        }
    }

    private <T> Optional<T> tried(String option, Supplier<T> work) {
        return tried(IMPORT, option, work);
    }

    private <T> Optional<T> tried(String command, String option, Supplier<T> work) {
        try {
            return Optional.of(work.get());
        } catch (WrongUsage | UnusableFile | IllegalArgumentException unusable) {
            String message = String.valueOf(unusable.getMessage());
            problems.add(standing(command, option)
                            .map(Value::origin)
                            .filter(origin -> !message.startsWith(origin))
                            .map(origin -> origin + ": ")
                            .orElse("")
                    + message);
            return Optional.empty();
        }
    }

    private void problem(String option, String message) {
        problems.add(value(option).map(value -> value.origin() + ": ").orElse("") + message);
    }

    private Optional<Value> value(String option) {
        return standing(IMPORT, option);
    }

    private Optional<Value> standing(String command, String option) {
        return new StandingValues(chosen, command, Spoken.of()).value(option);
    }
}
