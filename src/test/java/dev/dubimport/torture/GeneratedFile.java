package dev.dubimport.torture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;

/** A file of sales with all that makes files dirty, drawn by a seed. */
record GeneratedFile(Path path, List<GeneratedRow> rows) {
    private static final List<String> CURRENCIES = List.of("USD", "EUR", "JPY");
    private static final String HEADER = "externalId,amount,paymentProcessor,invoiceId,currency\n";

    GeneratedFile {
        rows = List.copyOf(rows);
    }

    /**
     * Draws and writes several files, of about so many sales together. Some invoices stand in more than one of them, a few of
     * these with another amount.
     */
    static List<GeneratedFile> write(Path folder, Random random, int files, int sales) {
        List<GeneratedFile> written = new ArrayList<>();
        Map<String, GeneratedRow> earlier = new LinkedHashMap<>();
        for (int file = 0; file < files; file++) {
            List<GeneratedRow> rows = draw(random, "INV-" + file, sales / files, List.copyOf(earlier.values()));
            written.add(write(folder.resolve("sales-" + file + ".csv"), rows));
            rows.stream()
                    .filter(row -> row.kind() == GeneratedRow.Kind.SALE)
                    .forEach(row -> earlier.putIfAbsent(row.invoiceId(), row));
        }
        return written;
    }

    /** The sales that the importer may send: the first of each invoice id. */
    List<GeneratedRow> sales() {
        return rows.stream().filter(row -> row.kind() == GeneratedRow.Kind.SALE).toList();
    }

    Tally read() {
        return rows.stream().map(GeneratedRow::tally).reduce(Tally.NOTHING, Tally::plus);
    }

    private static GeneratedFile write(Path path, List<GeneratedRow> rows) {
        try {
            Files.writeString(
                    path, rows.stream().map(row -> row.csv() + "\n").collect(Collectors.joining("", HEADER, "")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new GeneratedFile(path, rows);
    }

    private static List<GeneratedRow> draw(Random random, String series, int sales, List<GeneratedRow> elsewhere) {
        List<GeneratedRow> rows = new ArrayList<>();
        List<GeneratedRow> firsts = new ArrayList<>();
        List<GeneratedRow> unused = new ArrayList<>(elsewhere);
        while (firsts.size() < sales) {
            GeneratedRow row = drawRow(random, series + "-" + rows.size(), firsts, unused);
            rows.add(row);
            if (row.kind() == GeneratedRow.Kind.SALE) {
                firsts.add(row);
            }
        }
        return rows;
    }

    private static GeneratedRow drawRow(
            Random random, String invoiceId, List<GeneratedRow> firsts, List<GeneratedRow> unused) {
        int percent = random.nextInt(100);
        GeneratedRow fresh = freshSale(random, invoiceId);
        if (percent < 3) {
            return fresh.as(GeneratedRow.Kind.WITHOUT_CUSTOMER);
        }
        if (percent < 5) {
            return fresh.as(GeneratedRow.Kind.WITHOUT_AMOUNT);
        }
        if (percent < 7) {
            return fresh.withAmount(0).as(GeneratedRow.Kind.FREE);
        }
        if (percent < 10 && !firsts.isEmpty()) {
            return anyOf(firsts, random).as(GeneratedRow.Kind.REPEAT);
        }
        if (percent < 13 && !firsts.isEmpty()) {
            return otherAmount(anyOf(firsts, random)).as(GeneratedRow.Kind.OTHER_AMOUNT);
        }
        if (percent < 35 && !unused.isEmpty()) {
            GeneratedRow shared = unused.remove(random.nextInt(unused.size()));
            return percent < 17 ? otherAmount(shared) : shared;
        }
        return fresh;
    }

    private static GeneratedRow freshSale(Random random, String invoiceId) {
        String customer = (random.nextInt(20) == 0 ? GeneratedRow.UNKNOWN : "cus_") + random.nextInt(500);
        long minorUnits = 1L + random.nextInt(100_000);
        return new GeneratedRow(GeneratedRow.Kind.SALE, invoiceId, customer, minorUnits, anyOf(CURRENCIES, random));
    }

    private static GeneratedRow otherAmount(GeneratedRow row) {
        return row.withAmount(row.minorUnits() + 1);
    }

    private static <T> T anyOf(List<T> choices, Random random) {
        return choices.get(random.nextInt(choices.size()));
    }
}
