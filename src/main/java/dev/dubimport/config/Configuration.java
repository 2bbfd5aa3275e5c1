package dev.dubimport.config;

import dev.dubimport.sale.Shown;
import dev.dubimport.sale.Suggestion;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** All that is configured: the profiles of one file, and variables of the environment, which go before them. */
public final class Configuration {
    /** The name by which a person says that no profile is to be used. */
    public static final String NO_PROFILE = "none";

    private final Optional<Path> file;
    private final Optional<String> usual;
    private final Map<String, Profile> profiles;
    private final Map<String, Object> variables;
    private final Map<String, String> environment;

    private Configuration(
            Optional<Path> file,
            Optional<String> usual,
            Map<String, Profile> profiles,
            Map<String, Object> variables,
            Map<String, String> environment) {
        this.file = file;
        this.usual = usual;
        this.profiles = profiles;
        this.variables = variables;
        this.environment = environment;
    }

    /**
     * Reads the file that is named, or the first there is in the usual places.
     *
     * @param named by {@code --config}
     * @param known what can be set; asked only where something is
     * @throws UnusableConfiguration with all that is wrong in it, and in the environment
     */
    public static Configuration read(
            Optional<Path> named,
            Map<String, String> environment,
            String osName,
            Path home,
            Supplier<Vocabulary> known) {
        Optional<Path> file = ConfigFile.find(named, environment, osName, home);
        if (file.isEmpty() && Variables.areNone(environment)) {
            return new Configuration(file, Optional.empty(), Map.of(), Map.of(), environment);
        }
        Vocabulary vocabulary = known.get();
        List<String> problems = new ArrayList<>();
        Map<String, Object> variables = Variables.read(environment, vocabulary, problems);
        Map<String, Profile> profiles = new LinkedHashMap<>();
        Optional<String> usual = Optional.empty();
        if (file.isPresent()) {
            Path folder = Objects.requireNonNull(file.get().getParent());
            Map<String, Node> root =
                    new YamlText(Shown.escaped(file.get().toString()), problems).read(ConfigFile.textOf(file.get()));
            OptionCheck check = new OptionCheck(vocabulary, folder, problems);
            ProfilesReader reader = new ProfilesReader(vocabulary, check, problems);
            profiles.putAll(reader.profiles(root));
            usual = reader.usual(root, profiles.keySet());
        }
        if (!problems.isEmpty()) {
            throw new UnusableConfiguration(problems);
        }
        return new Configuration(file, usual, profiles, variables, environment);
    }

    /** Where a file is looked for, in this order. */
    public static List<Path> usualPlaces(Map<String, String> environment, String osName, Path home) {
        return ConfigFile.usualPlaces(environment, osName, home);
    }

    public Optional<Path> file() {
        return file;
    }

    /** In the order of the file. */
    public List<String> profiles() {
        return List.copyOf(profiles.keySet());
    }

    /** The profile that is used where the command line names none. */
    public Optional<String> usualProfile() {
        return Optional.ofNullable(environment.get(Variables.PROFILE))
                .filter(name -> !name.isBlank())
                .or(() -> usual);
    }

    /**
     * What holds for a command that names that profile, or none.
     *
     * @throws UnusableConfiguration if there is no such profile, or one has to be named
     */
    public Chosen choose(Optional<String> named) {
        String name = named.or(this::usualProfile).orElse(profiles.isEmpty() ? NO_PROFILE : "");
        if (name.equals(NO_PROFILE)) {
            return new Chosen(Optional.empty(), file, variables, environment);
        }
        Profile profile = profiles.get(name);
        if (profile == null) {
            throw new UnusableConfiguration(refusal(name, named.isPresent(), profiles.keySet()));
        }
        return new Chosen(Optional.of(profile), file, variables, environment);
    }

    private String refusal(String name, boolean isNamed, Set<String> there) {
        String in = file.map(path -> " in " + Shown.escaped(path.toString()))
                .orElse(": there is no configuration file; name one with --config, or leave the profile out");
        if (name.isEmpty()) {
            return "which profile? Name one with --profile, or with `profile: NAME`" + in + "; there are "
                    + ProfilesReader.shown(there) + ", and --profile none for none of them";
        }
        String place = isNamed ? "--profile" : Variables.PROFILE;
        if (file.isEmpty()) {
            return place + " \"" + Shown.shortened(name) + "\": no such profile" + in;
        }
        return place + " \"" + Shown.shortened(name) + "\": no such profile" + in + "; "
                + Suggestion.nearest(name, there, "use one of them: " + ProfilesReader.shown(there));
    }
}
