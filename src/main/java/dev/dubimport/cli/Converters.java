package dev.dubimport.cli;

import dev.dubimport.alert.Hook;
import dev.dubimport.dub.BaseUrl;
import dev.dubimport.dub.Rate;
import dev.dubimport.dub.Settings;
import dev.dubimport.sale.SaleRules.MissingInvoiceId;
import dev.dubimport.sale.Shown;
import dev.dubimport.sandbox.Faults;
import dev.dubimport.sandbox.Tls;
import dev.dubimport.schedule.Completeness;
import java.time.Duration;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Options that are values of ours: their own messages say what is wrong. */
final class Converters {
    private Converters() {}

    static void register(CommandLine commandLine) {
        commandLine.registerConverter(Rate.class, parsedBy(Rate::parse));
        commandLine.registerConverter(BaseUrl.class, parsedBy(BaseUrl::parse));
        commandLine.registerConverter(MissingInvoiceId.class, parsedBy(Converters::missingInvoiceId));
        commandLine.registerConverter(Duration.class, parsedBy(Converters::duration));
        commandLine.registerConverter(Faults.class, parsedBy(Faults::parse));
        commandLine.registerConverter(LocalTime.class, parsedBy(Converters::timeOfDay));
        commandLine.registerConverter(Completeness.class, parsedBy(Converters::completeness));
        commandLine.registerConverter(Hook.Format.class, parsedBy(Converters::webhookFormat));
        commandLine.registerConverter(Tls.class, parsedBy(Tls::parse));
    }

    private static MissingInvoiceId missingInvoiceId(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "invalid" -> MissingInvoiceId.INVALID;
            case "derive" -> MissingInvoiceId.DERIVE;
            default -> throw new IllegalArgumentException("\"" + Shown.shortened(text) + "\": use invalid or derive");
        };
    }

    private static Completeness completeness(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "stable" -> Completeness.STABLE;
            case "renamed" -> Completeness.RENAMED;
            case "done" -> Completeness.DONE;
            default ->
                throw new IllegalArgumentException("\"" + Shown.shortened(text) + "\": use stable, renamed or done");
        };
    }

    private static Hook.Format webhookFormat(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "slack" -> Hook.Format.SLACK;
            case "json" -> Hook.Format.JSON;
            default -> throw new IllegalArgumentException("\"" + Shown.shortened(text) + "\": use slack or json");
        };
    }

    private static LocalTime timeOfDay(String text) {
        try {
            return LocalTime.parse(text.strip());
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("\"" + Shown.shortened(text) + "\": no time of day; use 06:00");
        }
    }

    /** {@code 90s}, {@code 10m}, {@code 2h} or ISO 8601's {@code PT1H30M}; a second to a day. */
    private static Duration duration(String text) {
        String word = text.strip().toUpperCase(Locale.ROOT);
        try {
            Duration duration = Duration.parse(word.startsWith("P") ? word : "PT" + word);
            if (duration.compareTo(Duration.ofSeconds(1)) >= 0 && duration.compareTo(Settings.LONGEST_SILENCE) <= 0) {
                return duration;
            }
        } catch (DateTimeParseException e) {
            // Said below, in one sentence for all that is not allowed.
        }
        throw new IllegalArgumentException("\"" + Shown.shortened(text)
                + "\": not a duration between a second and a day; use 90s, 10m, 2h or PT1H30M");
    }

    private static <T> ITypeConverter<T> parsedBy(Function<String, T> parse) {
        return text -> {
            try {
                return parse.apply(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        };
    }
}
