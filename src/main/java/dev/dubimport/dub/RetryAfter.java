package dev.dubimport.dub;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.hc.client5.http.utils.DateUtils;

/**
 * How long a service asks us to wait, in any of the forms that are met: seconds, an HTTP date, and the moment itself in
 * seconds or (Dub) milliseconds since 1970. The size of a number tells which: nobody asks for a wait of thirty years, and
 * milliseconds passed the highest sensible seconds in 1973.
 */
final class RetryAfter {
    /** No wait is longer: a clock is wrong, or the header is. */
    static final Duration LONGEST = Duration.ofMinutes(2);

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,30}([.][0-9]{1,30})?");
    private static final BigDecimal LEAST_EPOCH_SECONDS = new BigDecimal("1e9");
    private static final BigDecimal LEAST_EPOCH_MILLIS = new BigDecimal("1e11");

    /** The third form of RFC 9110, in which the library misses the time zone and the day's padding. */
    private static final DateTimeFormatter ASCTIME =
            DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss yyyy", Locale.US).withZone(ZoneOffset.UTC);

    private RetryAfter() {}

    /** The wait from now, at most {@link #LONGEST}; empty if the header asks for none or cannot be read. */
    static Optional<Duration> parse(String header, Instant now) {
        return millis(header.strip(), now)
                .map(millis ->
                        millis.min(BigDecimal.valueOf(LONGEST.toMillis())).longValue())
                .filter(millis -> millis > 0)
                .map(Duration::ofMillis);
    }

    private static Optional<BigDecimal> millis(String text, Instant now) {
        if (NUMBER.matcher(text).matches()) {
            return Optional.of(millis(new BigDecimal(text), now));
        }
        return Optional.ofNullable(DateUtils.parseStandardDate(text))
                .or(() -> Optional.ofNullable(DateUtils.parseDate(text, ASCTIME)))
                // In seconds, as it is written: a year beyond reckoning has no milliseconds.
                .map(date -> BigDecimal.valueOf(date.getEpochSecond())
                        .movePointRight(3)
                        .subtract(BigDecimal.valueOf(now.toEpochMilli())));
    }

    private static BigDecimal millis(BigDecimal number, Instant now) {
        BigDecimal nowMillis = BigDecimal.valueOf(now.toEpochMilli());
        if (number.compareTo(LEAST_EPOCH_MILLIS) >= 0) {
            return number.subtract(nowMillis);
        }
        BigDecimal inMillis = number.movePointRight(3);
        return number.compareTo(LEAST_EPOCH_SECONDS) >= 0 ? inMillis.subtract(nowMillis) : inMillis;
    }
}
