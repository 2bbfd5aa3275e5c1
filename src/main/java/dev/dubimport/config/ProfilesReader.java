package dev.dubimport.config;

import dev.dubimport.config.Profile.Setting;
import dev.dubimport.sale.Shown;
import dev.dubimport.sale.Suggestion;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Makes profiles of the keys of a file, and says of every key that it does not know what was probably meant. */
final class ProfilesReader {
    private static final String PROFILE = "profile";
    private static final String PROFILES = "profiles";
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,49}");

    private final Vocabulary vocabulary;
    private final OptionCheck check;
    private final List<String> problems;

    ProfilesReader(Vocabulary vocabulary, OptionCheck check, List<String> problems) {
        this.vocabulary = vocabulary;
        this.check = check;
        this.problems = problems;
    }

    Map<String, Profile> profiles(Map<String, Node> root) {
        root.forEach((key, node) -> {
            if (!key.equals(PROFILE) && !key.equals(PROFILES)) {
                problems.add(node.key() + " " + Shown.shortened(key) + ": "
                        + (vocabulary.options().contains(key)
                                ? "stands outside of a profile; put it under `profiles:` and a name of yours"
                                : "no key here; "
                                        + Suggestion.nearest(
                                                key, List.of(PROFILE, PROFILES), "use `profile` and `profiles`")));
            }
        });
        Map<String, Profile> profiles = new LinkedHashMap<>();
        Node node = root.get(PROFILES);
        if (node == null) {
            return profiles;
        }
        if (node.shape() != Node.Shape.KEYS) {
            problems.add(
                    node.value() + " profiles: no profiles; write a name of yours below, and its options below that");
            return profiles;
        }
        node.children().forEach((name, profile) -> {
            if (isName(name, profile, profiles.keySet())) {
                profiles.put(name, profile(name, profile));
            }
        });
        return profiles;
    }

    /** The profile that is used where none is named. */
    Optional<String> usual(Map<String, Node> root, Set<String> profiles) {
        Node node = root.get(PROFILE);
        if (node == null) {
            return Optional.empty();
        }
        if (!node.isText() || !profiles.contains(node.text())) {
            problems.add(node.value() + " profile \"" + Shown.shortened(node.text()) + "\": "
                    + Suggestion.nearest(node.text(), profiles, "name one of the profiles: " + shown(profiles)));
            return Optional.empty();
        }
        return Optional.of(node.text());
    }

    static String shown(Set<String> profiles) {
        return profiles.isEmpty() ? "there are none" : String.join(", ", profiles);
    }

    private boolean isName(String name, Node node, Set<String> others) {
        if (!NAME.matcher(name).matches() || name.equals(Configuration.NO_PROFILE)) {
            problems.add(node.key() + " \"" + Shown.shortened(name)
                    + "\": no name of a profile; use letters, digits, dots and dashes, at most 50, and not "
                    + Configuration.NO_PROFILE + ", which means that none is used");
            return false;
        }
        Optional<String> alike = others.stream()
                .filter(other -> other.toLowerCase(Locale.ROOT).equals(name.toLowerCase(Locale.ROOT)))
                .findFirst();
        alike.ifPresent(other -> problems.add(node.key() + " \"" + name + "\": differs from \"" + other
                + "\" by upper and lower case only; use another name"));
        return alike.isEmpty();
    }

    private Profile profile(String name, Node node) {
        Map<String, Setting> general = new LinkedHashMap<>();
        Map<String, Map<String, Setting>> sections = new LinkedHashMap<>();
        if (node.shape() != Node.Shape.KEYS) {
            problems.add(node.value() + " " + name + ": no options; write them below, as `workspace: acme`");
        }
        node.children().forEach((key, child) -> {
            if (vocabulary.commands().containsKey(key) && child.shape() == Node.Shape.KEYS) {
                sections.put(key, section(key, child));
                return;
            }
            check.setting(key, child, Optional.empty()).ifPresent(setting -> general.put(key, setting));
        });
        return new Profile(name, general, sections);
    }

    private Map<String, Setting> section(String command, Node node) {
        Map<String, Setting> settings = new LinkedHashMap<>();
        node.children().forEach((key, child) -> {
            if (Chosen.DESTINATION.contains(key)) {
                problems.add(child.key() + " " + key + ": not for " + command
                        + " alone: a profile has one destination, one ledger and one key; put it beside `" + command
                        + ":`");
                return;
            }
            check.setting(key, child, Optional.of(command)).ifPresent(setting -> settings.put(key, setting));
        });
        return settings;
    }
}
