package dev.dubimport.csv;

import dev.dubimport.sale.Blanks;
import dev.dubimport.sale.Metadata;
import dev.dubimport.sale.Shown;
import dev.dubimport.sale.Violation;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * The columns that make up a row's metadata: at most one of JSON objects, and one for each single key. An empty cell gives no
 * key, and neither does one of blanks only; blanks around a single key's value are not part of it.
 */
final class MetadataColumns {
    private record Key(String key, String quoted, Column column, boolean isDate) {}

    private final Optional<Column> json;
    private final List<Key> keys;

    /** @param dateKey the one of the keys whose value is not its cell but the date that was read from it */
    MetadataColumns(Optional<Column> json, SortedMap<String, Column> keys, Optional<String> dateKey) {
        this.json = json;
        this.keys = keys.entrySet().stream()
                .map(entry -> new Key(
                        entry.getKey(),
                        JsonText.string(entry.getKey()),
                        entry.getValue(),
                        dateKey.equals(Optional.of(entry.getKey()))))
                .toList();
    }

    /**
     * The row's metadata in canonical form; what is wrong with it goes to the violations.
     *
     * @param date in ISO 8601; empty where the row has none
     */
    Metadata read(List<String> cells, String date, List<Violation> violations) {
        String text = json.map(column -> cells.get(column.index())).orElse("");
        if (!text.isEmpty()) {
            return merged(text, cells, date, violations);
        }
        if (keys.isEmpty()) {
            return Metadata.NONE;
        }
        return ofKeys(cells, date, violations);
    }

    private Metadata ofKeys(List<String> cells, String date, List<Violation> violations) {
        StringBuilder object = new StringBuilder(64).append('{');
        for (Key key : keys) {
            String value = key.isDate() ? date : value(key, cells, violations);
            if (!value.isEmpty()) {
                object.append(object.length() > 1 ? "," : "")
                        .append(key.quoted())
                        .append(':');
                JsonText.appendString(object, value);
            }
        }
        return new Metadata(object.append('}').toString());
    }

    private Metadata merged(String text, List<String> cells, String date, List<Violation> violations) {
        String column = json.map(Column::name).orElse("");
        if (Blanks.strip(text).isEmpty()) {
            violations.add(new Violation(
                    column, "metadata_blank", text, "blank", "write a JSON object, or leave the cell empty"));
            return Metadata.NONE;
        }
        try {
            SortedMap<String, String> members = JsonText.members(text);
            for (Key key : keys) {
                add(members, key, key.isDate() ? date : value(key, cells, violations), violations);
            }
            return new Metadata(JsonText.object(members));
        } catch (JsonText.Refused e) {
            violations.add(new Violation(column, e.code(), text, e.rule(), e.mend()));
            return Metadata.NONE;
        }
    }

    private void add(SortedMap<String, String> members, Key key, String value, List<Violation> violations) {
        if (value.isEmpty() || members.putIfAbsent(key.key(), JsonText.string(value)) == null) {
            return;
        }
        String jsonColumn = json.map(Column::name).orElse("");
        violations.add(new Violation(
                key.column().name(),
                "metadata_key_twice",
                value,
                "the key \"" + Shown.shortened(key.key()) + "\" stands in the column \"" + Shown.shortened(jsonColumn)
                        + "\" too",
                "give it once"));
    }

    private static String value(Key key, List<String> cells, List<Violation> violations) {
        String value = Blanks.strip(cells.get(key.column().index()));
        try {
            JsonText.checkText(value);
            return value;
        } catch (JsonText.Refused e) {
            violations.add(new Violation(key.column().name(), e.code(), value, e.rule(), e.mend()));
            return "";
        }
    }
}
