package dev.dubimport.cli;

import dev.dubimport.csv.Mapping;
import dev.dubimport.csv.RatesFile;
import dev.dubimport.csv.SalesFile;
import dev.dubimport.sale.AmountFormat;
import dev.dubimport.sale.SaleRules.MissingInvoiceId;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The files to read, and how to read them. */
final class SourceOptions {
    @Parameters(
            paramLabel = "FILE",
            arity = "1..*",
            description =
                    "CSV file of past sales, with a header line; commas, semicolons, tabs or |. May be packed: gzip, or a zip of"
                            + " one or several. A folder means its *.csv, *.tsv, *.txt, *.gz and *.zip, a pattern in quotes"
                            + " ('2024-*.csv') what it matches, - standard input. Several are imported one after another.")
    private List<Path> files = List.of();

    @Option(
            names = "--mapping",
            paramLabel = "NAME|FILE",
            defaultValue = "generic",
            description = "What the file is: stripe-payments, stripe-balance, shopify-orders, polar-orders,"
                    + " paddle-transactions, generic (the default), or a YAML file of yours that says which column is"
                    + " which field, which rows are sales, and how amounts are written. See dub-import mappings.")
    private String mappingName = "generic";

    @Option(
            names = "--zone",
            paramLabel = "ZONE",
            description = "The time zone of the file's times, where neither they nor the mapping name one: UTC,"
                    + " Europe/Berlin. Without it such a time goes into the metadata as it is.")
    private @Nullable ZoneId zone;

    @Option(
            names = "--fx-rates",
            paramLabel = "FILE",
            description = "Send amounts in US dollars, converted at the European Central Bank's rates of the sale's own"
                    + " day, from its file eurofxref-hist.csv; the metadata tell original amount, currency, rate and its"
                    + " day. Without it the service converts at the rates of the day of the import.")
    private @Nullable Path ratesFile;

    private @Nullable Mapping mapping;

    @Option(
            names = "--missing-invoice-id",
            paramLabel = "invalid|derive",
            defaultValue = "invalid",
            description = "A row without an invoice id is invalid, since nothing would protect it from being recorded"
                    + " twice (the default); or an id is derived from its content, which makes rows of equal content"
                    + " one sale.")
    private MissingInvoiceId missingInvoiceId = MissingInvoiceId.INVALID;

    /** Finds all that the arguments mean; to be closed when nothing is read any more. */
    Inputs inputs(Surroundings surroundings) {
        return Inputs.of(files, surroundings);
    }

    /** Opens all files before anything is done with one of them. */
    List<SalesFile> open(Inputs inputs) {
        Mapping read = mapping();
        return inputs.sources().stream()
                .map(source -> SalesFile.open(source, read, missingInvoiceId))
                .toList();
    }

    /** How amounts are read, for people: a file in whole major units would be taken for a hundredth of what it means. */
    String amountUnit() {
        AmountFormat amounts = mapping().amounts();
        return "amounts read as "
                + switch (amounts.unit()) {
                    case MINOR -> "minor units: 1250 is 12.50";
                    case MAJOR -> "major units";
                }
                + switch (amounts.notation()) {
                    case PLAIN -> "";
                    case POINT -> ", written 1,234.50";
                    case COMMA -> ", written 1.234,50";
                };
    }

    /** As the user named it. */
    String mappingName() {
        return mappingName;
    }

    /** See {@link Mapping#digest}. */
    String mappingDigest() {
        return mapping().digest();
    }

    /** What decides about the rows' meaning besides the files. */
    String recipe() {
        return mapping().digest() + "/" + missingInvoiceId;
    }

    /** Read once: a file that is edited meanwhile must not give the run another recipe than its rows were read by. */
    private Mapping mapping() {
        if (mapping == null) {
            mapping = withDates(Mapping.named(mappingName));
        }
        return mapping;
    }

    private Mapping withDates(Mapping named) {
        if (missingInvoiceId == MissingInvoiceId.DERIVE && (zone != null || named.isNet())) {
            throw new WrongUsage("--missing-invoice-id derive makes ids of what is sent, and "
                    + (zone != null ? "--zone" : "`refunds: net`")
                    + " changes that from one run to the next: a sale would be recorded twice; "
                    + (zone != null ? "name the zone in the mapping" : "use invoice ids, or another way with refunds"));
        }
        if (!named.hasDate() && (zone != null || ratesFile != null)) {
            throw new WrongUsage((zone != null ? "--zone" : "--fx-rates")
                    + ": the mapping does not say when a sale was made; name the column in it, `date: Paid at`");
        }
        Mapping inZone = zone == null ? named : named.inZone(zone);
        return ratesFile == null ? inZone : inZone.convertedBy(RatesFile.read(ratesFile));
    }
}
