package dev.dubimport.csv;

import dev.dubimport.sale.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads from a mapping which rows of a file are sales. */
final class SelectionKeys {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,39}");

    /** What is found by a rule must not be taken for what we find ourselves. */
    private static final Set<String> OUR_CODES = Set.of(
            Verdict.Filtered.ZERO,
            Verdict.Filtered.REFUNDED_IN_FULL,
            Selector.EMPTY_ROW.code(),
            Selector.ORDER_LINE.code(),
            Selector.TOTAL_LINE.code(),
            Selector.NOT_COMPUTED,
            Records.MALFORMED,
            Rows.RAGGED,
            Objections.CONFLICT);

    private final MappingKeys keys;

    SelectionKeys(MappingKeys keys) {
        this.keys = keys;
    }

    Selection selection() {
        Optional<ColumnNames> order = keys.find("order").flatMap(node -> keys.names(node, "order"));
        List<String> totals = keys.texts("totals");
        if (totals.contains("")) {
            keys.find("totals")
                    .ifPresent(node -> keys.add(node, "totals", "an empty text", "every row begins so; remove it"));
        }
        return new Selection(rules("filter"), rules("require"), order, totals);
    }

    private List<Selection.Rule> rules(String section) {
        List<Selection.Rule> rules = new ArrayList<>();
        keys.section(section).forEach((name, node) -> {
            String path = section + "." + name;
            if (OUR_CODES.contains(name)) {
                keys.add(node, path, "a name that the importer uses itself", "give the rule another name");
            }
            if (!NAME.matcher(name).matches()) {
                keys.add(node, path, "no name for a rule", "use small letters, digits and _, such as test_mode");
            }
            keys.expression(node, path, ExpressionKind.CONDITION)
                    .ifPresent(condition -> rules.add(new Selection.Rule(name, condition)));
        });
        return rules;
    }
}
