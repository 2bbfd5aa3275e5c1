package dev.dubimport.config;

import dev.dubimport.config.Vocabulary.Kind;
import dev.dubimport.sale.Shown;
import dev.dubimport.sale.Suggestion;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The variables {@code DUB_IMPORT_*}: one for each option that may be set, and a few of their own. */
final class Variables {
    static final String PROFILE = "DUB_IMPORT_PROFILE";
    private static final String PREFIX = "DUB_IMPORT_";

    /** The folder of the ledger had its variable before options had theirs. */
    private static final String DATA_FOLDER = "data-dir";

    /** The last three are what a command hook is told, which may well call us. */
    private static final List<String> OF_THEIR_OWN = List.of(
            ConfigFile.VARIABLE,
            PROFILE,
            PREFIX + "JAVA_OPTS",
            PREFIX + "WEBHOOK",
            PREFIX + "ALERT",
            PREFIX + "ALERT_ID",
            PREFIX + "ALERT_TEXT");

    /** What Kubernetes sets in every container for a service that is called dub-import, or dub-import-something. */
    private static final Pattern OF_KUBERNETES = Pattern.compile(
            "DUB_IMPORT_(\\w+_)?(SERVICE_HOST|SERVICE_PORT(_\\w+)?|PORT_\\d+_(TCP|UDP|SCTP)(_(PROTO|PORT|ADDR))?)");

    private static final Pattern ADDRESS_OF_KUBERNETES = Pattern.compile("(tcp|udp|sctp)://\\S+:\\d+");

    private Variables() {}

    /** The variable of an option. */
    static String of(String option) {
        return PREFIX
                + (option.equals(DATA_FOLDER)
                        ? "HOME"
                        : option.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    static boolean areNone(Map<String, String> environment) {
        return environment.keySet().stream().noneMatch(name -> name.startsWith(PREFIX));
    }

    /**
     * Those of our variables that set an option; a blank one sets nothing.
     *
     * @param problems takes those that nobody knows: a mistyped {@code DUB_IMPORT_DATABASE} would be another ledger
     */
    static Map<String, Object> read(Map<String, String> environment, Vocabulary vocabulary, List<String> problems) {
        Map<String, String> options = new HashMap<>();
        vocabulary.options().forEach(option -> options.put(of(option), option));
        Map<String, String> refused = new HashMap<>();
        vocabulary.refusals().forEach((option, why) -> refused.put(of(option), why));
        SortedSet<String> known = new TreeSet<>(options.keySet());
        known.addAll(OF_THEIR_OWN);
        Map<String, Object> settings = new HashMap<>();
        new TreeMap<>(environment).forEach((name, value) -> {
            if (!name.startsWith(PREFIX)
                    || value.isBlank()
                    || OF_THEIR_OWN.contains(name)
                    || OF_KUBERNETES.matcher(name).matches()
                    || (name.endsWith("_PORT")
                            && ADDRESS_OF_KUBERNETES.matcher(value).matches())) {
                return;
            }
            String option = options.get(name);
            if (option == null) {
                problems.add("environment variable " + Shown.shortened(name) + ": "
                        + (refused.containsKey(name) ? refused.get(name) : unknown(name, known)));
                return;
            }
            if (vocabulary.kind(option).filter(Kind.FLAG::equals).isPresent()
                    && !value.strip().matches("true|false")) {
                problems.add("environment variable " + name + ": neither true nor false; use one of them");
                return;
            }
            settings.put(name, value);
        });
        return settings;
    }

    private static String unknown(String name, SortedSet<String> known) {
        String near = Suggestion.nearest(name.substring(PREFIX.length()), withoutPrefix(known), "");
        if (name.equals(PREFIX + "DATA_DIR")) {
            near = "did you mean \"HOME\"?";
        }
        if (near.isEmpty()) {
            near = OptionCheck.secret(name).orElse("unset it, or use the name of an option: DUB_IMPORT_RATE is --rate");
        }
        return "no variable of ours, though it begins as they do; "
                + near.replace("did you mean \"", "did you mean \"" + PREFIX);
    }

    private static List<String> withoutPrefix(SortedSet<String> names) {
        return names.stream().map(name -> name.substring(PREFIX.length())).toList();
    }
}
