package dev.dubimport.csv;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads from a mapping which rows of a file are sales. */
final class SelectionKeys {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,39}");

    private final MappingKeys keys;

    SelectionKeys(MappingKeys keys) {
        this.keys = keys;
    }

    Selection selection() {
        Optional<ColumnNames> order = keys.find("order").flatMap(node -> keys.names(node, "order"));
        return new Selection(rules("filter"), rules("require"), order, keys.texts("totals"));
    }

    private List<Selection.Rule> rules(String section) {
        List<Selection.Rule> rules = new ArrayList<>();
        keys.section(section).forEach((name, node) -> {
            String path = section + "." + name;
            if (!NAME.matcher(name).matches()) {
                keys.add(node, path, "no name for a rule", "use small letters, digits and _, such as test_mode");
            }
            keys.expression(node, path).ifPresent(condition -> rules.add(new Selection.Rule(name, condition)));
        });
        return rules;
    }
}
