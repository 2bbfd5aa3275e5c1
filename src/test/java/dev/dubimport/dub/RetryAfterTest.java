package dev.dubimport.dub;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {
    private static final Instant NOW = Instant.parse("2025-12-17T19:33:20Z"); // 1766000000

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "seconds | 5 | PT5S",
                "a minute | 60 | PT1M",
                "white space around it | ' 5 ' | PT5S",
                "a fraction of a second | 0.5 | PT0.5S",
                "leading zeros | 007 | PT7S",
                "milliseconds since 1970 | 1766000007500 | PT7.5S",
                "seconds since 1970 | 1766000030 | PT30S",
                "seconds since 1970 with a fraction | 1766000030.25 | PT30.25S",
                "a date | Wed, 17 Dec 2025 19:33:50 GMT | PT30S",
                "a date of RFC 850 | Wednesday, 17-Dec-25 19:33:50 GMT | PT30S",
                "a date of asctime | Wed Dec 17 19:33:50 2025 | PT30S",
            })
    void everyFormThatIsMetIsRead(String form, String header, Duration wait) {
        assertThat(RetryAfter.parse(header, NOW)).as(form).contains(wait);
    }

    @Test
    void aDateOfAsctimePadsItsDayWithASpace() {
        assertThat(RetryAfter.parse("Sun Nov  6 08:49:37 1994", Instant.parse("1994-11-06T08:49:30Z")))
                .contains(Duration.ofSeconds(7));
    }

    @Test
    void doesNotReadAnEpochInMillisecondsAsSeconds() {
        assertThat(RetryAfter.parse("1766000001000", NOW)).contains(Duration.ofSeconds(1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "121",
                "86400",
                "999999999",
                "1766000999",
                "1766009999999",
                "99999999999999999999999999",
                "Mon, 17 Dec 2125 19:33:50 GMT"
            })
    void anAbsurdWaitIsCapped(String header) {
        assertThat(RetryAfter.parse(header, NOW)).contains(Duration.ofMinutes(2));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "0.0001",
                "1766000000",
                "1765999999",
                "1766000000000",
                "1765999999999",
                "Wed, 17 Dec 2025 19:33:20 GMT",
                "Wed, 17 Dec 2025 19:33:19 GMT"
            })
    void whatIsPastAsksForNoWait(String header) {
        assertThat(RetryAfter.parse(header, NOW)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "soon", "-5", "+5", "5s", "5,0", "1e3", "0x10", "NaN", "٥", "17 Dec 2025", "5 5"})
    void garbageIsIgnored(String header) {
        assertThat(RetryAfter.parse(header, NOW)).isEmpty();
    }

    @Test
    void aHeaderOfAnyLengthIsSafe() {
        assertThat(RetryAfter.parse("9".repeat(100_000), NOW)).isEmpty();
    }
}
