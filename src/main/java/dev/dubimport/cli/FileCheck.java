package dev.dubimport.cli;

import dev.dubimport.csv.RejectsFile;
import dev.dubimport.csv.Row;
import dev.dubimport.csv.SalesFile;
import dev.dubimport.sale.Finding;
import dev.dubimport.sale.Outcome;
import dev.dubimport.sale.Shown;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What one reading of a file finds wrong with its rows; its rejects become a file only when {@link #publish} is called. */
final class FileCheck implements AutoCloseable {
    private static final int MOST_SHOWN = 20;

    private final String name;
    private final Optional<RejectsFile> rejects;
    private final Map<String, Filtered> filtered = new LinkedHashMap<>();
    private final List<String> shown = new ArrayList<>();
    private long rejected;

    /** Rows that are no sales for one reason, the first of them, and the reason in words. */
    record Filtered(long count, long firstLine, String reason) {
        Filtered plus(Filtered other) {
            return new Filtered(count + other.count, firstLine, reason);
        }
    }

    FileCheck(SalesFile file, Optional<Path> rejects) {
        this.name = file.source().name();
        this.rejects = rejects.map(target -> RejectsFile.create(target, file));
    }

    void add(Row row, Finding objection) {
        if (objection.outcome() == Outcome.FILTERED) {
            filtered.merge(objection.code(), new Filtered(1, row.line(), objection.message()), Filtered::plus);
        } else if (!objection.outcome().isSettledWell()) {
            reject(row, objection);
        }
    }

    private void reject(Row row, Finding objection) {
        rejected++;
        if (rejected <= MOST_SHOWN) {
            String invoice = row.invoiceId().isEmpty() ? "" : " (invoice " + Shown.shortened(row.invoiceId()) + ")";
            shown.add(name + ":" + row.line() + " " + objection.message() + invoice);
        }
        rejects.ifPresent(to -> to.add(row.line(), row.cells(), objection));
    }

    /** By reason. */
    Map<String, Filtered> filtered() {
        return filtered;
    }

    /** The rows that are not good as they are: a line for each of the first. */
    List<String> shown() {
        return shown;
    }

    long rejected() {
        return rejected;
    }

    /** See {@link RejectsFile#publish}. */
    Optional<Path> publish() {
        return rejects.flatMap(RejectsFile::publish);
    }

    @Override
    public void close() {
        rejects.ifPresent(RejectsFile::close);
    }
}
