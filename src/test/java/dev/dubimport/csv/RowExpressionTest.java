package dev.dubimport.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RowExpressionTest {
    private static final Header COLUMNS = Header.of(List.of("Status", "Payment status", "Order"));
    private static final List<String> ROW = List.of(" Paid\u00a0", "=1+1", "\"7\"");

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "Status == \"Paid\" ~ true",
                "status == \"Paid\" ~ true",
                "Status == \"paid\" ~ false",
                "ONE_OF(Status, \"failed\", \"paid\") ~ true",
                "ONE_OF(Status) ~ false",
                "NOT(ONE_OF(COLUMN(\"Payment status\"), \"x\")) ~ true",
                "COLUMN(\"No such\", \"Order\") != \"\" ~ true",
                "OPTIONAL(\"No such\") == \"\" ~ true",
                "STR_LENGTH(Status) == 4 ~ true",
                "STR_LENGTH(Status) <= 3 ~ false",
                "STR_CONTAINS(STR_LOWER(Status), \"ai\") && !FALSE ~ true",
                "Status == \"a\" || Order == \"7\" ~ false",
            })
    void conditionsLookAtCellsWithoutTheBlanksAroundThem(String text, boolean expected) throws Exception {
        assertThat(condition(text).over(COLUMNS).isTrue(ROW)).isEqualTo(expected);
    }

    @Test
    void textsArePutTogether() throws Exception {
        RowExpression expression =
                RowExpression.parse("Status + \"-\" + IF(Order == \"\", \"none\", Order)", ExpressionKind.TEXT);

        assertThat(expression.over(COLUMNS).text(ROW)).isEqualTo("Paid-\"7\"");
    }

    @Test
    void aCellIsNeverRead() throws Exception {
        assertThat(RowExpression.parse("COLUMN(\"Payment status\")", ExpressionKind.TEXT)
                        .over(COLUMNS)
                        .text(ROW))
                .isEqualTo("=1+1");
    }

    @Test
    void theColumnsThatItLooksAtAreKnown() throws Exception {
        assertThat(condition("Status == COLUMN(\"a\", \"b\") || OPTIONAL(\"c\") == \"\"")
                        .columns())
                .containsExactlyInAnyOrder(
                        ColumnNames.of("Status"),
                        new ColumnNames(List.of("a", "b"), false),
                        new ColumnNames(List.of("c"), true));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Status ==",
                "(Status",
                "DT_NOW()",
                "RANDOM()",
                "STR_FORMAT(\"%s\", Status)",
                "STR_MATCHES(Status, \"(a+)+b\")",
                "Status.class",
                "Status[0]",
                "{a}",
                "COLUMN(Status)",
                "9^9^9^9 == Status",
                "1 / 3",
                "Status < \"5\"",
                "Status >= 5",
                "Status == 5",
                "7 != COLUMN(\"Order\")",
            })
    void whatIsNoExpressionOrCouldDoMoreIsRefused(String text) {
        assertThatThrownBy(() -> condition(text)).isInstanceOf(RowExpression.Refused.class);
    }

    @Test
    void anExpressionHasABound() {
        assertThatThrownBy(() -> condition("NOT(".repeat(600) + "TRUE" + ")".repeat(600)))
                .isInstanceOf(RowExpression.Refused.class)
                .hasMessage("longer than 2000 characters; make several rules of it");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "Order ~ comes to a text, and must come to true or false",
                "STR_LENGTH(Order) ~ comes to a number, and must come to true or false",
                "NOT(Order) ~ NOT needs true or false where it has a text",
                "Order && TRUE ~ && needs true or false where it has a text",
                "!Order ~ ! needs true or false where it has a text",
                "IF(Order, TRUE, FALSE) ~ IF needs true or false where it has a text",
                "IF(TRUE, Order, FALSE) == \"x\" ~ IF needs a text where it has true or false",
                "Order == 7 ~ == needs a text where it has a number",
                "ONE_OF(Order, 7) ~ ONE_OF needs a text where it has a number",
                "Order > 5 ~ > needs a number where it has a text",
                "STR_LEFT(Order, \"1\") == \"7\" ~ STR_LEFT needs a number where it has a text",
            })
    void whatWouldBeTakenForAnotherKindIsRefusedBeforeTheFirstRow(String text, String message) {
        assertThatThrownBy(() -> condition(text))
                .isInstanceOf(RowExpression.Refused.class)
                .hasMessageStartingWith(message);
    }

    @Test
    void aTextMustComeToAText() {
        assertThatThrownBy(() -> RowExpression.parse("Status == \"x\"", ExpressionKind.TEXT))
                .isInstanceOf(RowExpression.Refused.class)
                .hasMessage("comes to true or false, and must come to a text");
    }

    private static RowExpression condition(String text) throws RowExpression.Refused {
        return RowExpression.parse(text, ExpressionKind.CONDITION);
    }
}
