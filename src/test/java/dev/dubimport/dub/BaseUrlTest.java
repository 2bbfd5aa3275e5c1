package dev.dubimport.dub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BaseUrlTest {
    @ParameterizedTest
    @CsvSource({
        "https://api.dub.co, https://api.dub.co",
        "https://api.dub.co/, https://api.dub.co",
        "https://api.dub.co//, https://api.dub.co",
        "' https://api.dub.co ', https://api.dub.co",
        "HTTPS://API.Dub.co:443, https://api.dub.co",
        "https://api.dub.co., https://api.dub.co",
        "https://api.dub.co:8443, https://api.dub.co:8443",
        "https://gateway.example/dub/, https://gateway.example/dub",
        "https://gateway.example/a/../dub, https://gateway.example/dub",
        "http://localhost:8080, http://localhost:8080",
        "http://127.0.0.1:80/, http://127.0.0.1",
        "http://127.1.2.3, http://127.1.2.3",
        "http://[::1]:8080, http://[::1]:8080",
    })
    void oneDestinationHasOneSpelling(String text, String spelling) {
        assertThat(BaseUrl.parse(text)).hasToString(spelling).isEqualTo(BaseUrl.parse(spelling));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://api.dub.co",
                "http://127.0.0.1.evil.example",
                "http://localhost.evil.example",
                "http://128.0.0.1",
                "http://[::2]",
                "http://10.0.0.1"
            })
    void theKeyDoesNotTravelInTheClear(String text) {
        assertThatThrownBy(() -> BaseUrl.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("base URL \"" + text
                        + "\": http would send the key in the clear; use https; http is for localhost only");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "api.dub.co | not an absolute URL with a host name; use a URL such as https://api.dub.co",
                "https:/api.dub.co | not an absolute URL with a host name; use a URL such as https://api.dub.co",
                "https://under_score.example | not an absolute URL with a host name; use a URL such as https://api.dub.co",
                "https://a b | not a URL; use a URL such as https://api.dub.co",
                "ftp://api.dub.co | neither https nor http; use a URL such as https://api.dub.co",
                "https://api.dub.co?x=1 | holds a query or a fragment; leave out what follows ? or #",
                "http://127.0.0.1:99999 | no such port; ports go up to 65535",
                "https://api.dub.co/a/../.. | its path leads out of itself; leave out the \"..\"",
                "https://api.dub.co#x | holds a query or a fragment; leave out what follows ? or #",
            })
    void whatIsNoBaseUrlIsRefusedWithItsRuleAndMend(String text, String message) {
        assertThatThrownBy(() -> BaseUrl.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("base URL \"" + text + "\": " + message);
    }

    @Test
    void aPasswordInTheUrlIsRefusedWithoutBeingShown() {
        assertThatThrownBy(() -> BaseUrl.parse("https://me:s3cr3t@api.dub.co"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("base URL: holds a user name or a password; give the API key in DUB_API_KEY");
    }

    @Test
    void aPrefixComesBeforeThePath() {
        assertThat(BaseUrl.parse("https://gateway.example/dub/").resolve("/track/sale"))
                .hasToString("https://gateway.example/dub/track/sale");
    }
}
