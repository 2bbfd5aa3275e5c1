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
    void theByteOrderMarkOfAFileIsNotPartOfTheKey() {
        assertThat(ApiKey.of("\uFEFFdub_abc\n").authorization()).isEqualTo("Bearer dub_abc");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"DUB_API_KEY=dub_abc\n", "\uFEFFDUB_API_KEY=dub_abc", "DUB_API_KEY=\"dub_abc\"", "DUB_API_KEY="})
    void theNameOfTheVariableIsNotPartOfTheKey(String text) {
        assertThatThrownBy(() -> ApiKey.of(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the API key holds more than the key: remove DUB_API_KEY=");
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
    @ValueSource(
            strings = {
                "dub_aB3/xY9+kQ7zL2pW", // as it is
                "DUB_AB3/XY9+KQ7ZL2PW",
                "dub_aB3/xY", // cut
                "9+kQ7zL2pW",
                "dub_aB3%2FxY9%2BkQ7zL2pW",
                "%64%75%62%5f%61%42%33%2f%78%59%39%2B%6b%51%37%7a%4c%32%70%57",
                "&#100;&#117;&#98;&#95;&#97;&#66;&#51;&#47;&#120;&#89;&#57;&#43;&#107;&#81;&#55;&#122;&#76;&#50;&#112;&#87;",
                "&#x64;&#x75;&#x62;&#x5F;&#x61;&#x42;&#x33;&#x2f;&#x78;&#x59;&#x39;&#x2b;&#x6b;&#x51;&#x37;&#x7a;&#x4c;&#x32;&#x70;&#x57;",
                "\\u0064\\u0075\\u0062\\u005f\\u0061\\u0042\\u0033\\u002f\\u0078\\u0059\\u0039\\u002b\\u006b\\u0051\\u0037\\u007a\\u004c\\u0032\\u0070\\u0057",
                "6475625f6142332f7859392b6b51377a4c327057",
                "ZHViX2FCMy94WTkra1E3ekwycFc=", // Base64 of the key,
                "QmVhcmVyIGR1Yl9hQjMveFk5K2tRN3pMMnBX", // of `Bearer` and the key,
                "VG9rZW4gZHViX2FCMy94WTkra1E3ekwycFcK" // of `Token`, the key and a line break
            })
    void noFormOfTheKeyIsLeftInWhatAServiceEchoes(String echoed) {
        String redacted = ApiKey.of("dub_aB3/xY9+kQ7zL2pW").redact("invalid: " + echoed + ".");

        assertThat(redacted).startsWith("invalid: ").contains("***").hasSizeLessThan("invalid: ".length() + 20);
    }

    @Test
    void whatIsNotTheKeyIsLeftAlone() {
        String text = "dub_aB3 \u0130 /xY9 customer cus_1 was not found";

        assertThat(ApiKey.of("dub_aB3/xY9+kQ7zL2pW").redact(text)).isEqualTo(text);
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
