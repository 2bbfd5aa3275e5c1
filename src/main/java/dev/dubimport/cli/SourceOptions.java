package dev.dubimport.cli;

import dev.dubimport.csv.Mapping;
import dev.dubimport.csv.SalesFile;
import dev.dubimport.sale.AmountFormat;
import dev.dubimport.sale.SaleRules.MissingInvoiceId;
import java.nio.file.Path;
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
            paramLabel = "FILE",
            description =
                    "YAML file that says which column is which field, what holds for every row, and whether amounts"
                            + " are in minor (1250) or major units (12.50).")
    private @Nullable Path mappingFile;

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

    /** What decides about the rows' meaning besides the files. */
    String recipe() {
        return mapping().digest() + "/" + missingInvoiceId;
    }

    /** Read once: a file that is edited meanwhile must not give the run another recipe than its rows were read by. */
    private Mapping mapping() {
        if (mapping == null) {
            mapping = mappingFile == null ? Mapping.NONE : Mapping.read(mappingFile);
        }
        return mapping;
    }
}
