package dev.dubimport.truth;

import dev.dubimport.csv.Mapping;
import dev.dubimport.csv.Objections;
import dev.dubimport.csv.RatesFile;
import dev.dubimport.csv.Row;
import dev.dubimport.csv.Rows;
import dev.dubimport.csv.SalesFile;
import dev.dubimport.csv.Source;
import dev.dubimport.csv.Survey;
import dev.dubimport.sale.Finding;
import dev.dubimport.sale.Money;
import dev.dubimport.sale.Sale;
import dev.dubimport.sale.SaleRules.MissingInvoiceId;
import dev.dubimport.sale.Verdict;
import dev.dubimport.sale.Violation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the importer finds in a file. */
record Reading(Survey survey, List<Row> rows, List<Truth> truths) {

    /** The files of a folder that tests write over and over. */
    record Place(Path folder) {
        SalesFile open(TruthFile file, byte[] bytes) {
            try {
                Path csv = Files.write(
                        folder.resolve("sales.csv"), file.style().wrapping().around(bytes));
                return SalesFile.open(Source.in(csv).get(0), mapping(file), MissingInvoiceId.INVALID);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        Mapping mapping(TruthFile file) {
            if (file.mapping().isEmpty()) {
                return Mapping.NONE;
            }
            Mapping mapping = Mapping.read(write("mapping.yml", file.mapping().get()));
            return file.rates()
                    .map(rates -> mapping.convertedBy(RatesFile.read(write("rates.csv", rates))))
                    .orElse(mapping);
        }

        private Path write(String name, String text) {
            try {
                return Files.writeString(folder.resolve(name), text);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    static Reading of(SalesFile file) {
        Survey survey = Survey.of(file);
        Objections objections = survey.objections();
        List<Row> all = rows(file);
        return new Reading(
                survey,
                all,
                all.stream().map(row -> truth(row, objections.to(row))).toList());
    }

    static List<Row> rows(SalesFile file) {
        List<Row> all = new ArrayList<>();
        try (Rows rows = file.rows()) {
            for (Optional<Row> row = rows.next(); row.isPresent(); row = rows.next()) {
                all.add(row.get());
            }
        }
        return all;
    }

    private static Truth truth(Row row, Optional<Finding> objection) {
        return new Truth(
                row.line(),
                objection.map(finding -> finding.outcome().word()).orElse(Truth.SALE),
                codes(row.verdict(), objection.map(Finding::code).orElse("")),
                row.verdict().amount().map(Reading::money),
                row.verdict() instanceof Verdict.Valid valid ? Optional.of(content(valid)) : Optional.empty());
    }

    /** All codes of the row, of which the finding's must be the first. */
    private static List<String> codes(Verdict verdict, String code) {
        if (!(verdict instanceof Verdict.Invalid invalid)) {
            return code.isEmpty() ? List.of() : List.of(code);
        }
        List<String> codes = invalid.violations().stream().map(Violation::code).toList();
        return codes.get(0).equals(code) ? codes : List.of(code + " instead of " + codes);
    }

    private static Truth.Content content(Verdict.Valid valid) {
        Sale sale = valid.sale();
        return new Truth.Content(
                sale.invoiceId(),
                sale.externalId(),
                money(sale.amount()),
                valid.original().map(Reading::money).orElse(""),
                sale.paymentProcessor().contractName(),
                sale.eventName(),
                sale.leadEventName().orElse(""),
                sale.metadata().json());
    }

    private static String money(Money money) {
        return money.minorUnits() + " " + money.currency().getCurrencyCode();
    }
}
