package dev.dubimport.sale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShownTest {
    private static final String GRIN = "😀";

    @ParameterizedTest
    @ValueSource(strings = {"", "INV-1", "Zoë, \"Käse\" & 'co'", "価格", "مرحبا", GRIN, "£12.50", "C:\\new"})
    void ordinaryTextIsShownAsItIs(String text) {
        assertThat(Shown.escaped(text)).isEqualTo(text);
        assertThat(Shown.shortened(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @MethodSource("unsafeTexts")
    void whatCouldForgeALineOrHideWhatItSaysIsEscaped(String text, String shown) {
        assertThat(Shown.escaped(text)).isEqualTo(shown);
    }

    static Stream<Arguments> unsafeTexts() {
        return Stream.of(
                arguments("ok\r\nsales.csv:2 recorded", "ok\\u000d\\u000asales.csv:2 recorded"),
                arguments("\u001b[2J\u001b]0;title\u0007", "\\u001b[2J\\u001b]0;title\\u0007"),
                arguments("\u009b31m", "\\u009b31m"),
                arguments("a\u0000b\tc\u007f", "a\\u0000b\\u0009c\\u007f"),
                arguments("gpj\u202eexe", "gpj\\u202eexe"),
                arguments("\u2066x\u2069", "\\u2066x\\u2069"),
                arguments("a\u2028b\u2029c", "a\\u2028b\\u2029c"),
                arguments("1\u00a0250", "1\\u00a0250"),
                arguments("INV\u200b1\ufeff", "INV\\u200b1\\ufeff"),
                arguments(GRIN + "\n", GRIN + "\\u000a"),
                arguments("tag\udb40\udc41", "tag\\udb40\\udc41"),
                arguments("half \ud83d", "half \\ud83d"),
                arguments("\ude00 half", "\\ude00 half"));
    }

    @Test
    void aLongTextIsCutAndMarked() {
        assertThat(Shown.shortened("x".repeat(60))).isEqualTo("x".repeat(60));
        assertThat(Shown.shortened("x".repeat(61))).isEqualTo("x".repeat(60) + "…");
        assertThat(Shown.shortened("invoice", 7)).isEqualTo("invoice");
        assertThat(Shown.shortened("invoices", 7)).isEqualTo("invoice…");
    }

    @Test
    void aCutNeverSplitsACharacter() {
        assertThat(Shown.shortened("x".repeat(59) + GRIN + "y")).isEqualTo("x".repeat(59) + "…");
        assertThat(Shown.shortened("x".repeat(58) + GRIN + "y")).isEqualTo("x".repeat(58) + GRIN + "…");
    }

    @Test
    void escapesAreNotCountedAsTheValuesOwnCharacters() {
        assertThat(Shown.shortened("\n".repeat(61))).isEqualTo("\\u000a".repeat(60) + "…");
    }
}
