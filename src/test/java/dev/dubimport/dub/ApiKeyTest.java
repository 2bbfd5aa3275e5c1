package dev.dubimport.dub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiKeyTest {
    @Test
    void theNewlineAtTheEndOfAFileIsNotPartOfTheKey() {
        assertThat(ApiKey.of(" dub_abc\r\n").authorization()).isEqualTo("Bearer dub_abc");
    }

    @Test
    void aKeyDoesNotShowItself() {
        assertThat(ApiKey.of("dub_abc")).hasToString("***");
    }

    @Test
    void everyOccurrenceIsRedacted() {
        assertThat(ApiKey.of("dub_abc").redact("dub_abc, Bearer dub_abcd")).isEqualTo("***, Bearer ***d");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n"})
    void aBlankKeyIsRefused(String text) {
        assertThatThrownBy(() -> ApiKey.of(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the API key is blank; set DUB_API_KEY, or name a file that holds the key");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"dub_a b", "dub_a\nb", "dub_a\rX: y", "dub_a\u0000", "dub_\u00e4", "dub_a\u007f", "dub_\u200b"})
    void whatNoHeaderCanBearIsRefusedWithoutBeingShown(String text) {
        assertThatThrownBy(() -> ApiKey.of(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the API key holds a space, a line break or a character that is not ASCII;"
                        + " give the key alone, as Dub shows it");
    }

    @Test
    void aWholeFileIsNotAKey() {
        assertThat(ApiKey.of("k".repeat(500)).authorization()).hasSize(507);
        assertThatThrownBy(() -> ApiKey.of("k".repeat(501)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the API key is 501 characters long, at most 500 are allowed; give the key alone");
    }
}
