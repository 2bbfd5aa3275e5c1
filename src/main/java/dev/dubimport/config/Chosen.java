package dev.dubimport.config;

import dev.dubimport.config.Profile.Setting;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindContext;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.OriginTrackedMapPropertySource;
import org.springframework.boot.origin.Origin;
import org.springframework.boot.origin.OriginTrackedValue;
import org.springframework.boot.origin.PropertySourceOrigin;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * What holds for one command: the environment before a profile, and in that what stands under the command's name before what
 * stands beside it. Bound by the framework, over sources of ours and no others.
 */
public final class Chosen {
    /**
     * The options that say where a profile's sales go, by which ledger and with which key. It has one of each: with two its
     * commands would record sales twice.
     */
    public static final List<String> DESTINATION =
            List.of("base-url", "workspace", "data-dir", "database", "api-key-file", "api-key-variable");

    private static final String PREFIX = "dub.import.";

    private final Optional<Profile> profile;
    private final Optional<Path> file;
    private final Map<String, Object> variables;
    private final Map<String, String> environment;

    Chosen(
            Optional<Profile> profile,
            Optional<Path> file,
            Map<String, Object> variables,
            Map<String, String> environment) {
        this.profile = profile;
        this.file = file;
        this.variables = Map.copyOf(variables);
        this.environment = Map.copyOf(environment);
    }

    /** Nothing is set. */
    public static Chosen nothing() {
        return new Chosen(Optional.empty(), Optional.empty(), Map.of(), Map.of());
    }

    /** The profile's name. */
    public Optional<String> profile() {
        return profile.map(Profile::name);
    }

    /** The file that the profile stands in. */
    public Optional<Path> file() {
        return profile.flatMap(chosen -> file);
    }

    /** What an option of a command is set to. */
    public Optional<Value> value(String command, String option) {
        if (profile.isEmpty() && variables.isEmpty()) {
            return Optional.empty();
        }
        List<PropertySource<?>> sources = new ArrayList<>();
        sources.add(new SystemEnvironmentPropertySource(
                StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, variables));
        profile.ifPresent(chosen -> {
            sources.add(source(command, chosen.sections().getOrDefault(command, Map.of())));
            sources.add(source("profile", chosen.general()));
        });
        Found found = new Found();
        new Binder(ConfigurationPropertySources.from(sources))
                .bind(PREFIX + propertyOf(option), Bindable.of(String.class), found);
        return Optional.ofNullable(found.value);
    }

    /** What the profile says of all commands, whatever the environment says. */
    public Optional<Value> inProfile(String option) {
        return profile.map(chosen -> chosen.general().get(option)).map(Chosen::value);
    }

    /**
     * The environment, with the ledger that the profile names where it names none itself: commands without such an option look
     * there.
     */
    public Map<String, String> environment() {
        Map<String, String> all = new HashMap<>(environment);
        List.of("data-dir", "database")
                .forEach(option -> inProfile(option)
                        .filter(value ->
                                all.getOrDefault(Variables.of(option), "").isBlank())
                        .ifPresent(value -> all.put(Variables.of(option), value.text())));
        return Map.copyOf(all);
    }

    private static Value value(Setting setting) {
        return new Value(setting.text(), setting.place().toString(), true);
    }

    private static PropertySource<?> source(String name, Map<String, Setting> settings) {
        Map<String, Object> tracked = new HashMap<>();
        settings.forEach((option, setting) ->
                tracked.put(PREFIX + propertyOf(option), OriginTrackedValue.of(setting.text(), setting.place())));
        return new OriginTrackedMapPropertySource("file, " + name, tracked, true);
    }

    /** As the variable of the option is called. */
    private static String propertyOf(String option) {
        return Variables.of(option)
                .substring(PREFIX.length())
                .toLowerCase(Locale.ROOT)
                .replace('_', '-');
    }

    /** Keeps the text as it is, with what the framework knows of its origin. */
    private static final class Found implements BindHandler {
        private @Nullable Value value;

        @Override
        public Object onSuccess(
                ConfigurationPropertyName name, Bindable<?> target, BindContext context, Object result) {
            ConfigurationProperty property = context.getConfigurationProperty();
            Origin origin = property == null ? null : property.getOrigin();
            if (origin instanceof PropertySourceOrigin source) {
                value = source.getOrigin() instanceof Place place
                        ? new Value(result.toString(), place.toString(), true)
                        : new Value(result.toString(), "environment " + source.getPropertyName(), false);
            }
            return result;
        }
    }
}
