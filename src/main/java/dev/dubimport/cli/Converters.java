package dev.dubimport.cli;

import dev.dubimport.dub.BaseUrl;
import dev.dubimport.dub.Rate;
import dev.dubimport.sale.SaleRules.MissingInvoiceId;
import dev.dubimport.sale.Shown;
import dev.dubimport.sandbox.Faults;
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
        commandLine.registerConverter(Faults.class, parsedBy(Faults::parse));
    }

    private static MissingInvoiceId missingInvoiceId(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "invalid" -> MissingInvoiceId.INVALID;
            case "derive" -> MissingInvoiceId.DERIVE;
            default -> throw new IllegalArgumentException("\"" + Shown.shortened(text) + "\": use invalid or derive");
        };
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
