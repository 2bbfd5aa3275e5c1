package dev.dubimport.config;

import dev.dubimport.config.Profile.Setting;
import dev.dubimport.config.Vocabulary.Kind;
import dev.dubimport.sale.Shown;
import dev.dubimport.sale.Suggestion;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Finds out what is wrong with a key and its value before any command does. */
final class OptionCheck {
    private static final Pattern SECRET = Pattern.compile("(?i).*(key|token|secret|passw).*");

    /** As Dub's keys look; that of the sandbox, which is no secret, does not. */
    private static final Pattern KEY = Pattern.compile("dub_[A-Za-z0-9]{12,}");

    private final Vocabulary vocabulary;
    private final Path folder;
    private final List<String> problems;

    /**
     * A check of one file.
     *
     * @param folder where relative paths begin
     * @param problems takes what is wrong
     */
    OptionCheck(Vocabulary vocabulary, Path folder, List<String> problems) {
        this.vocabulary = vocabulary;
        this.folder = folder;
        this.problems = problems;
    }

    /**
     * What a key sets; empty where something is wrong with it.
     *
     * @param command the command under whose name it stands
     */
    Optional<Setting> setting(String key, Node node, Optional<String> command) {
        String refusal = vocabulary.refusals().get(key);
        if (refusal != null) {
            return problem(node.key(), key, refusal);
        }
        SortedSet<String> known = command.<SortedSet<String>>map(
                        name -> new TreeSet<>(vocabulary.optionsOf(name).keySet()))
                .orElseGet(vocabulary::options);
        if (!known.contains(key)) {
            return problem(node.key(), key, unknown(key, known, command));
        }
        if (!node.isText()) {
            return problem(
                    node.value(),
                    key,
                    node.shape() == Node.Shape.LIST || node.shape() == Node.Shape.KEYS
                            ? "more than one value; give it one, as on the command line"
                            : "no value; give it one, or remove the key");
        }
        return vocabulary.kind(key).flatMap(kind -> text(key, node, kind)).map(text -> new Setting(text, node.value()));
    }

    /** Why nobody knows that name; a value is never shown, for it may be a key. */
    static Optional<String> secret(String name) {
        return SECRET.matcher(name).matches()
                ? Optional.of(
                        "a key or a password is not kept here; keep the API key in a variable (DUB_API_KEY, or the one"
                                + " that `api-key-variable` names) or in a file of its own (`api-key-file`)")
                : Optional.empty();
    }

    private String unknown(String key, SortedSet<String> known, Optional<String> command) {
        if (vocabulary.commands().containsKey(key)) {
            return "a command; put its options below it, as `" + key + ":` and in the next line two more blanks";
        }
        if (command.isPresent() && vocabulary.options().contains(key)) {
            return "no option of " + command.get() + "; remove it, or put it beside `" + command.get() + ":`";
        }
        SortedSet<String> names = new TreeSet<>(known);
        if (command.isEmpty()) {
            names.addAll(vocabulary.commands().keySet());
        }
        String near = Suggestion.nearest(key, names, "");
        if (!near.isEmpty()) {
            return "no option; " + near;
        }
        return secret(key)
                .orElse("no option; keys are the long names of options, without dashes in front: dub-import "
                        + command.orElse("import") + " --help");
    }

    private Optional<String> text(String key, Node node, Kind kind) {
        String text = node.text().strip();
        if (KEY.matcher(text).find()) {
            problems.add(node.value() + " " + key + ": looks like an API key; take it out, "
                    + "make a new one if others could read it, and name its variable (`api-key-variable`) instead");
            return Optional.empty();
        }
        if (!Shown.escaped(text).equals(text)) {
            return problem(
                    node.value(),
                    key,
                    "\"" + Shown.shortened(text)
                            + "\": line breaks, or letters that cannot be seen; write it in one line");
        }
        return switch (kind) {
            case TEXT -> Optional.of(text);
            case FLAG -> flag(key, node, text);
            case PATH -> path(key, node, text);
            case NAME_OR_PATH -> vocabulary.names().contains(text) ? Optional.of(text) : path(key, node, text);
        };
    }

    private Optional<String> flag(String key, Node node, String text) {
        return text.equals("true") || text.equals("false")
                ? Optional.of(text)
                : problem(
                        node.value(),
                        key,
                        "\"" + Shown.shortened(text) + "\": neither true nor false; use one of them");
    }

    private Optional<String> path(String key, Node node, String text) {
        if (text.startsWith("~")) {
            return problem(
                    node.value(),
                    key,
                    "\"" + Shown.shortened(text)
                            + "\": no shell reads this; write the whole path, or one from the folder of this file on");
        }
        try {
            return Optional.of(folder.resolve(text).normalize().toString());
        } catch (InvalidPathException e) {
            return problem(node.value(), key, "\"" + Shown.shortened(text) + "\": no path; mend it");
        }
    }

    private <T> Optional<T> problem(Place place, String key, String rule) {
        problems.add(place + " " + Shown.shortened(key) + ": " + rule);
        return Optional.empty();
    }
}
