package dev.dubimport.csv;

import com.ezylang.evalex.parser.ASTNode;
import com.ezylang.evalex.parser.Token.TokenType;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What an expression comes to. EvalEx turns one kind into another where it can: it takes every text but {@code true} for
 * false, and compares "10.00" with 5 letter by letter. A sale would be left out for it, and nobody would notice; so each part
 * must be of the kind that is needed where it stands, which is known before the first row.
 */
enum ExpressionKind {
    TEXT("a text"),
    NUMBER("a number"),
    CONDITION("true or false");

    private static final Set<String> CONDITIONS =
            Set.of("ONE_OF", "NOT", "STR_CONTAINS", "STR_STARTS_WITH", "STR_ENDS_WITH");
    private static final Set<String> OF_TWO_ALIKE = Set.of("==", "!=");
    private static final Set<String> OF_CONDITIONS = Set.of("&&", "||", "!", "NOT");
    private static final Set<String> OF_NUMBERS = Set.of("<", "<=", ">", ">=");
    private static final Set<String> CUTS = Set.of("STR_LEFT", "STR_RIGHT");

    private final String shown;

    ExpressionKind(String shown) {
        this.shown = shown;
    }

    /** The kind of the whole; refused where a part is of another kind than it must be. */
    static ExpressionKind of(ASTNode node) throws RowExpression.Refused {
        String word = node.getToken().getValue().toUpperCase(Locale.ROOT);
        TokenType type = node.getToken().getType();
        if (type == TokenType.STRING_LITERAL) {
            return TEXT;
        }
        if (type == TokenType.NUMBER_LITERAL) {
            return NUMBER;
        }
        if (type == TokenType.VARIABLE_OR_CONSTANT) {
            return word.equals("TRUE") || word.equals("FALSE") ? CONDITION : TEXT;
        }
        return ofParts(word, node.getParameters());
    }

    /** Refuses an expression of another kind. */
    void ensureIs(ExpressionKind found) throws RowExpression.Refused {
        if (this != found) {
            throw new RowExpression.Refused("comes to " + found.shown + ", and must come to " + shown);
        }
    }

    private static ExpressionKind ofParts(String word, List<ASTNode> parts) throws RowExpression.Refused {
        if (OF_CONDITIONS.contains(word)) {
            ensureAll(CONDITION, word, parts);
            return CONDITION;
        }
        if (OF_NUMBERS.contains(word)) {
            ensureAll(NUMBER, word, parts);
            return CONDITION;
        }
        if (OF_TWO_ALIKE.contains(word)) {
            ensureAll(of(parts.get(0)), word, parts);
            return CONDITION;
        }
        if (word.equals("IF")) {
            ensureAll(CONDITION, word, parts.subList(0, 1));
            ensureAll(of(parts.get(1)), word, parts.subList(1, parts.size()));
            return of(parts.get(1));
        }
        if (CUTS.contains(word)) {
            ensureAll(TEXT, word, parts.subList(0, 1));
            ensureAll(NUMBER, word, parts.subList(1, parts.size()));
            return TEXT;
        }
        ensureAll(TEXT, word, parts);
        if (word.equals("STR_LENGTH")) {
            return NUMBER;
        }
        return CONDITIONS.contains(word) ? CONDITION : TEXT;
    }

    private static void ensureAll(ExpressionKind needed, String word, List<ASTNode> parts)
            throws RowExpression.Refused {
        for (ASTNode part : parts) {
            ExpressionKind found = of(part);
            if (found != needed) {
                throw new RowExpression.Refused(word + " needs " + needed.shown + " where it has " + found.shown
                        + "; cells are texts, compare them with texts in quotes");
            }
        }
    }
}
