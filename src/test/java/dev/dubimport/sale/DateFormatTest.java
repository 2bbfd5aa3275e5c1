package dev.dubimport.sale;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dubimport.sale.DateFormat.Order;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DateFormatTest {
    private static final DateFormat UNSAID = new DateFormat(Order.UNSAID, Optional.empty());
    private static final DateFormat DAY_FIRST = new DateFormat(Order.DAY_FIRST, Optional.empty());
    private static final DateFormat MONTH_FIRST = new DateFormat(Order.MONTH_FIRST, Optional.empty());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-04-05",
                "2026/04/05",
                "2026/4/5",
                "05.04.2026",
                "5.4.2026",
                "5 Apr 2026",
                "05 April 2026",
                "05-Apr-2026",
                "5-APR-2026",
                "Apr 5, 2026",
                "april 05 2026",
                "Apr\u00a05,\u00a02026"
            })
    void aDayIsReadInEachForm(String text) {
        for (DateFormat format : List.of(UNSAID, DAY_FIRST, MONTH_FIRST, in("Asia/Dubai"))) {
            assertThat(read(format, text)).isEqualTo(new SaleDate(LocalDate.of(2026, 4, 5), "2026-04-05"));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    2026-04-05 21:06                 | 2026-04-05T21:06:00
                    2026-04-05T21:06:21              | 2026-04-05T21:06:21
                    2026-04-05 21:06:21.123          | 2026-04-05T21:06:21.123
                    2026-04-05T21:06:21.5            | 2026-04-05T21:06:21.500
                    2026-04-05T21:06:21.000000       | 2026-04-05T21:06:21
                    2026-04-05T21:06:00.123456789    | 2026-04-05T21:06:00.123456789
                    2026-04-05 00:00:00              | 2026-04-05T00:00:00
                    2026-04-05 23:59:59              | 2026-04-05T23:59:59
                    2026/04/05 9:06 PM               | 2026-04-05T21:06:00
                    2026-04-05 9:06:21 pm            | 2026-04-05T21:06:21
                    2026-04-05 9:06AM                | 2026-04-05T09:06:00
                    2026-04-05 12:00 AM              | 2026-04-05T00:00:00
                    2026-04-05 12:30 PM              | 2026-04-05T12:30:00
                    05.04.2026 21:06                 | 2026-04-05T21:06:00
                    05.04.2026, 21:06                | 2026-04-05T21:06:00
                    April 5, 2026, 9:06 PM           | 2026-04-05T21:06:00
                    Apr 5, 2026 9:06:21\u202fPM      | 2026-04-05T21:06:21
                    05-Apr-2026 21:06:21             | 2026-04-05T21:06:21
                    2026-04-05T21:06:21Z             | 2026-04-05T21:06:21Z
                    2026-04-05T21:06:21.250Z         | 2026-04-05T21:06:21.250Z
                    2026-04-05 21:06 UTC             | 2026-04-05T21:06:00Z
                    2026-04-05 21:06:21 GMT          | 2026-04-05T21:06:21Z
                    2026-04-05T21:06:21+00:00        | 2026-04-05T21:06:21Z
                    2026-04-05 21:06:21 +0400        | 2026-04-05T21:06:21+04:00
                    2026-04-05T21:06:21+04:00        | 2026-04-05T21:06:21+04:00
                    2026-04-05 21:06:21+04           | 2026-04-05T21:06:21+04:00
                    2026-04-05T21:06:21 -0330        | 2026-04-05T21:06:21-03:30
                    2026-04-05T21:06:21+05:45        | 2026-04-05T21:06:21+05:45
                    5 Apr 2026 9:06 PM -07:00        | 2026-04-05T21:06:00-07:00
                    """)
    void aTimeAndItsOffsetAreKeptAsTheyStand(String text, String iso8601) {
        assertThat(read(UNSAID, text).iso8601()).isEqualTo(iso8601);
        assertThat(read(UNSAID, text).day()).isEqualTo(LocalDate.of(2026, 4, 5));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-04-05 21:06:21,       Asia/Dubai,       2026-04-05T21:06:21+04:00",
        "2026-04-05 21:06,          Europe/Berlin,    2026-04-05T21:06:00+02:00",
        "2026-01-05 21:06,          Europe/Berlin,    2026-01-05T21:06:00+01:00",
        "2026-01-05 21:06,          Europe/London,    2026-01-05T21:06:00Z",
        "2026-01-05 21:06,          UTC,              2026-01-05T21:06:00Z",
        "2026-01-05 21:06,          -05:00,           2026-01-05T21:06:00-05:00",
        "2026-04-05 21:06:21 +0400, Europe/Berlin,    2026-04-05T21:06:21+04:00",
        "2026-04-05T21:06:21Z,      Europe/Berlin,    2026-04-05T21:06:21Z",
        "2026-10-25 02:30,          Europe/Berlin,    2026-10-25T02:30:00+02:00",
        "2026-11-01 01:30,          America/New_York, 2026-11-01T01:30:00-04:00",
        "2026-03-29 03:00,          Europe/Berlin,    2026-03-29T03:00:00+02:00",
        "2026-03-29 02:30 +01:00,   Europe/Berlin,    2026-03-29T02:30:00+01:00"
    })
    void aNamedZoneGivesTheOffsetWhereTheTextHasNone(String text, String zone, String iso8601) {
        assertThat(read(in(zone), text).iso8601()).isEqualTo(iso8601);
    }

    @Test
    void aTimeThatTheZonesClocksLeftOutIsRefused() {
        assertThat(flaw(in("Europe/Berlin"), "2026-03-29 02:30"))
                .isEqualTo(new Flaw(
                        "no_such_time",
                        "no such time in Europe/Berlin, where clocks went from 02:00 to 03:00",
                        "name the zone that the times of the file are in, or mend the time"));
    }

    @ParameterizedTest
    @CsvSource({
        "05/04/2026,             2026-04-05, 2026-05-04",
        "5/4/2026,               2026-04-05, 2026-05-04",
        "05-04-2026,             2026-04-05, 2026-05-04",
        "05/04/2026 21:06,       2026-04-05T21:06:00, 2026-05-04T21:06:00",
        "'4/5/2026, 9:06:21 PM', 2026-05-04T21:06:21, 2026-04-05T21:06:21"
    })
    void theOrderSaysWhatStandsFirst(String text, String dayFirst, String monthFirst) {
        assertThat(read(DAY_FIRST, text).iso8601()).isEqualTo(dayFirst);
        assertThat(read(MONTH_FIRST, text).iso8601()).isEqualTo(monthFirst);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    05/04/2026       | name `day-first` or `month-first` under `date` in the mapping
                    05/05/2026 21:06 | name `day-first` or `month-first` under `date` in the mapping
                    25/04/2026       | name `day-first` under `date` in the mapping; only that can read this one
                    04-25-2026       | name `month-first` under `date` in the mapping; only that can read this one
                    """)
    void anOrderThatNobodySaidIsNotGuessedEvenWhereOneReadingIsLeft(String text, String mend) {
        assertThat(flaw(UNSAID, text)).isEqualTo(new Flaw("ambiguous", "may have the day or the month first", mend));
    }

    @Test
    void aDateOfTheOtherOrderNamesThatOne() {
        assertThat(flaw(MONTH_FIRST, "25/04/2026"))
                .isEqualTo(new Flaw(
                        "no_such_day",
                        "no such day in the calendar",
                        "mend the date, or name `day-first` under `date` in the mapping"));
        assertThat(flaw(DAY_FIRST, "04/25/2026").mend()).contains("`month-first`");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-02-30,          no_such_day",
        "2026-02-30 21:06:21, no_such_day",
        "2025-02-29,          no_such_day",
        "2100-02-29,          no_such_day",
        "2026-13-01,          no_such_day",
        "2026-00-10,          no_such_day",
        "2026-04-00,          no_such_day",
        "31.04.2026,          no_such_day",
        "04.25.2026,          no_such_day",
        "31 Apr 2026,         no_such_day",
        "31/04/2026,          no_such_day",
        "13/13/2026,          no_such_day",
        "2026-04-05 24:00,    no_such_time",
        "2026-04-05T21:60,    no_such_time",
        "2026-04-05T23:59:60, no_such_time",
        "2026-04-05 13:06 PM, no_such_time",
        "2026-04-05 0:06 AM,  no_such_time",
        "05/04/26,            two_digit_year",
        "05.04.26 21:06,      two_digit_year",
        "26-04-05,            two_digit_year",
        "5-Apr-26,            two_digit_year",
        "'Apr 5, 26',         two_digit_year",
        "1989-12-31,          year_out_of_range",
        "2101-01-01,          year_out_of_range",
        "05.04.1900 21:06,    year_out_of_range",
        "9999-12-31,          year_out_of_range",
        "1775423181,          epoch",
        "1775423181123,       epoch",
        "1775423181.123456,   epoch"
    })
    void whatIsNoDayOrTimeIsRefusedAndNeverMoved(String text, String code) {
        assertThat(flaw(DAY_FIRST, text).code()).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource({"Sep, 9", "Sept, 9", "September, 9", "May, 5", "jan, 1", "DECEMBER, 12"})
    void aMonthGoesByItsNameOrItsFirstLetters(String name, int month) {
        assertThat(read(UNSAID, "5 " + name + " 2026").day()).isEqualTo(LocalDate.of(2026, month, 5));
        assertThat(read(UNSAID, name + " 5, 2026").day()).isEqualTo(LocalDate.of(2026, month, 5));
    }

    @Test
    void theYearsAtTheEdgesAreRead() {
        assertThat(read(UNSAID, "1990-01-01").iso8601()).isEqualTo("1990-01-01");
        assertThat(read(UNSAID, "2100-12-31").iso8601()).isEqualTo("2100-12-31");
        assertThat(read(UNSAID, "2024-02-29").iso8601()).isEqualTo("2024-02-29");
        assertThat(read(UNSAID, "29 Feb 2000").iso8601()).isEqualTo("2000-02-29");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "-",
                "20260405",
                "46117",
                "2026-04",
                "2026-04-5x",
                "2026-04/05",
                "05/04-2026",
                "05.04/2026",
                "0005-04-05",
                "026-04-05",
                "+2026-04-05",
                "2026-W14-7",
                "2026-095",
                "2026-04-05T",
                "2026-04-05 21",
                "2026-04-05 2106",
                "2026-04-05x21:06",
                "2026-04-05 21:6",
                "2026-04-05 21:06:2",
                "2026-04-05 21:06:",
                "2026-04-05 21:06:21.",
                "2026-04-05 21:06:21,5",
                "2026-04-05 21:06:21.1234567890",
                "2026-04-05 21:06.5",
                "2026-04-05 121:06",
                "2026-04-05Z",
                "2026-04-05 +04:00",
                "2026-04-05T21:06+",
                "2026-04-05T21:06+4",
                "2026-04-05T21:06+040",
                "2026-04-05T21:06+04:",
                "2026-04-05T21:06+04000",
                "2026-04-05T21:06+04:60",
                "2026-04-05T21:06+19:00",
                "2026-04-05T21:06+18:01",
                "2026-04-05T21:06 EST",
                "2026-04-05T21:06ZZ",
                "2026-04-05T21:06+04:00[Asia/Dubai]",
                "5 Avril 2026",
                "5 Ap 2026",
                "5 Apri 2026",
                "5-Apr 2026",
                "Sun Apr 5 2026",
                "Apr 5",
                "Apr 5 21:06",
                "32x04/2026",
                "٢٠٢٦-٠٤-٠٥",
                "２０２６-04-05",
                "2026–04–05",
                "tomorrow"
            })
    void whatHasNoFormOfADateIsNotADate(String text) {
        for (DateFormat format : List.of(UNSAID, DAY_FIRST, MONTH_FIRST)) {
            assertThat(flaw(format, text))
                    .isEqualTo(new Flaw(
                            "not_a_date", "not a date", "write 2026-04-05, or 2026-04-05T21:06:21+02:00 with a time"));
        }
    }

    @Test
    void aTextThatIsLongerThanAnyDateIsNotLookedAt() {
        String most = "2026-04-05 21:06" + " ".repeat(44);

        assertThat(flaw(UNSAID, most).code()).isEqualTo("not_a_date");
        assertThat(flaw(UNSAID, most + " ").code()).isEqualTo("too_long");
    }

    @Test
    void aColumnIsReadByTheOrdersThatReadAllOfIt() {
        assertThat(DateFormat.ordersThatRead("2026-04-05"))
                .containsExactlyInAnyOrder(Order.UNSAID, Order.DAY_FIRST, Order.MONTH_FIRST);
        assertThat(DateFormat.ordersThatRead("05/04/2026"))
                .containsExactlyInAnyOrder(Order.DAY_FIRST, Order.MONTH_FIRST);
        assertThat(DateFormat.ordersThatRead("25/04/2026")).containsExactly(Order.DAY_FIRST);
        assertThat(DateFormat.ordersThatRead("04/25/2026 9:06 PM")).containsExactly(Order.MONTH_FIRST);
        assertThat(DateFormat.ordersThatRead("31/31/2026")).isEmpty();
        assertThat(DateFormat.ordersThatRead("cash")).isEmpty();
    }

    @Test
    void whatJavaPrintsIsReadAsThat() {
        Random random = new Random(20260405);
        LocalDateTime start = LocalDate.of(1990, 1, 1).atStartOfDay();
        for (int i = 0; i < 20_000; i++) {
            LocalDateTime local = start.plusSeconds(random.nextLong(111L * 365 * 86_400));
            ZoneOffset offset = ZoneOffset.ofTotalSeconds(60 * random.nextInt(-14 * 60, 14 * 60 + 1));
            String iso = DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(local.atOffset(offset));

            assertThat(read(UNSAID, iso)).isEqualTo(new SaleDate(local.toLocalDate(), iso));
            assertPrinted(UNSAID, local, "d MMM uuuu");
            assertPrinted(UNSAID, local, "MMMM d, uuuu, h:mm:ss a");
            assertPrinted(DAY_FIRST, local, "d/M/uuuu H:mm:ss");
            assertPrinted(MONTH_FIRST, local, "MM-dd-uuuu hh:mm:ss a");
        }
    }

    @Test
    void noTextBreaksIt() {
        Random random = new Random(20260406);
        String alphabet = "0123456789-/.:, +TZAPM\u202fApr";
        ZoneId berlin = ZoneId.of("Europe/Berlin");
        for (int i = 0; i < 200_000; i++) {
            StringBuilder text = new StringBuilder("2026-04-05 21:06:21 +0400".substring(0, random.nextInt(26)));
            for (int n = random.nextInt(8); n > 0; n--) {
                text.insert(random.nextInt(text.length() + 1), alphabet.charAt(random.nextInt(alphabet.length())));
            }
            Order order = random.nextBoolean() ? Order.UNSAID : Order.DAY_FIRST;
            DateFormat format = new DateFormat(order, Optional.of(berlin));
            DateFormat.Reading reading = format.read(text.toString());

            assertThat(reading.date().isPresent())
                    .as(text.toString())
                    .isNotEqualTo(reading.flaw().isPresent());
        }
    }

    private static void assertPrinted(DateFormat format, LocalDateTime local, String pattern) {
        String text = DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).format(local);
        LocalTime time = local.toLocalTime();
        String iso = pattern.contains("s")
                ? DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(
                        local.toLocalDate().atTime(time))
                : local.toLocalDate().toString();

        assertThat(read(format, text)).as(text).isEqualTo(new SaleDate(local.toLocalDate(), iso));
    }

    private static DateFormat in(String zone) {
        return new DateFormat(Order.UNSAID, Optional.of(ZoneId.of(zone)));
    }

    private static SaleDate read(DateFormat format, String text) {
        DateFormat.Reading reading = format.read(text);
        assertThat(reading.flaw()).as(text).isEmpty();
        return reading.date().orElseThrow();
    }

    private static Flaw flaw(DateFormat format, String text) {
        DateFormat.Reading reading = format.read(text);
        assertThat(reading.date()).as(text).isEmpty();
        return reading.flaw().orElseThrow();
    }
}
