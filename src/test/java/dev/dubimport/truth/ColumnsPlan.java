package dev.dubimport.truth;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The columns of one file while they are drawn, and how a mapping may name them. */
final class ColumnsPlan {
    private final Die die;
    private final Letters letters;
    private final List<Sheet.Column> columns = new ArrayList<>();
    private int names;

    ColumnsPlan(Die die, Letters letters) {
        this.die = die;
        this.letters = letters;
    }

    int size() {
        return columns.size();
    }

    /** What the column that gives this is called. */
    Optional<String> nameOf(Slot slot) {
        return columns.stream()
                .filter(column -> column.slot().equals(Optional.of(slot)))
                .map(Sheet.Column::name)
                .findFirst();
    }

    /** In any order, as they stand in the header. */
    List<Sheet.Column> headed() {
        return die.shuffled(columns).stream().map(this::headed).toList();
    }

    void addKey(String name, String key) {
        columns.add(new Sheet.Column(name, Optional.empty(), Optional.of(key)));
    }

    String freshName(String word) {
        names++;
        return word + " " + names;
    }

    void add(String name, Slot slot) {
        columns.add(new Sheet.Column(name, Optional.of(slot), Optional.empty()));
    }

    void unused(String name) {
        columns.add(new Sheet.Column(name, Optional.empty(), Optional.empty()));
    }

    /** The column as its header is written: in any case, with blanks around. */
    private Sheet.Column headed(Sheet.Column column) {
        boolean shouted = column.slot().isPresent() && isAscii(column.name()) && die.percent(30);
        String name = shouted ? column.name().toUpperCase(Locale.ROOT) : column.name();
        return new Sheet.Column(
                letters.pad().replace("\ufeff", "") + name + letters.pad(), column.slot(), column.key());
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(c -> c < 128);
    }

    /** A column in an expression: by its name alone where that is one word. */
    String reference(String name) {
        String quoted = Json.quoted(name);
        List<String> references = new ArrayList<>(List.of(
                "COLUMN(" + quoted + ")", "COLUMN(\"No such column\", " + quoted + ")", "OPTIONAL(" + quoted + ")"));
        if (!name.contains(" ")) {
            references.add(name);
        }
        return die.anyOf(references);
    }

    /** The name with others that the file does not have before it, and any behind it: the first that it has is meant. */
    List<String> alternatives(String name) {
        List<String> all = new ArrayList<>();
        if (die.percent(20)) {
            all.add("No such column");
        }
        all.add(name);
        if (die.percent(20)) {
            String other = freshName("Also");
            if (die.percent(70)) {
                unused(other);
            }
            all.add(other);
        }
        if (die.percent(15)) {
            all.add("");
        }
        return all;
    }
}
