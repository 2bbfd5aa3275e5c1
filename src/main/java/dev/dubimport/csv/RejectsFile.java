package dev.dubimport.csv;

import dev.dubimport.sale.Finding;
import dev.dubimport.sale.Formulas;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVPrinter;

/**
 * The rows that were not recorded, as a CSV file that a person mends and imports again: the original columns, then
 * {@code line,outcome,code,message}, which the next import ignores. It is written as the original is: the same characters, the
 * same delimiter.
 *
 * <p>Every row has our columns in their place. A row with too many cells has the rest of them behind ours; one with too few
 * is filled up with empty cells, and {@value #TOO_SHORT} stands behind ours; where those too many are
 * all empty, {@value #TOO_LONG} does. While anything stands there the next import
 * calls the row ragged again: a row whose cells are a guess is never sent before a person has looked at it.
 *
 * <p>A cell that a spreadsheet would run as a formula has an apostrophe in front, which comes off again when the file is
 * imported.
 *
 * <p>The file appears under its name when {@link #publish} is called, complete or not at all; {@link #close} without it
 * leaves nothing behind. Not safe for use by several threads.
 */
public final class RejectsFile implements AutoCloseable {
    static final String TOO_SHORT = "cells are missing: mend the row, then empty this cell";
    static final String TOO_LONG = "there are too many cells, all empty: mend the row, then empty this cell";

    private final Path target;
    private final Path draft;
    private final int width;
    private final FileChannel channel;
    private final CSVPrinter printer;

    private RejectsFile(Path target, Path draft, Dialect dialect, int width) throws IOException {
        this.target = target;
        this.draft = draft;
        this.width = width;
        this.channel = FileChannel.open(draft, StandardOpenOption.WRITE);
        // The cells come from a file of this encoding; a message of ours may hold what it lacks.
        CharsetEncoder encoder = dialect.charset().newEncoder().onUnmappableCharacter(CodingErrorAction.REPLACE);
        Writer text = new BufferedWriter(Channels.newWriter(channel, encoder, -1));
        text.write(dialect.start());
        this.printer = new CSVPrinter(text, dialect.format());
    }

    /**
     * Whether a file of rejects may stand there: nothing does yet, or an older file of rejects. Anything else, a ledger, a mapping,
     * somebody's sales, would be lost.
     */
    public static boolean mayStandAt(Path target) {
        if (Files.notExists(target)) {
            return true;
        }
        if (!Files.isRegularFile(target)) {
            return false;
        }
        return isOne(Source.asItIs(target));
    }

    /** Whether that is a file of rejects, by its header: such a one repeats rows of another file. */
    public static boolean isOne(Source source) {
        // Whatever its encoding, our own columns at the end of its header are ASCII.
        return Stream.of(StandardCharsets.UTF_8, StandardCharsets.ISO_8859_1)
                .flatMap(encoding -> Dialect.candidatesFor(source, encoding).stream())
                .anyMatch(dialect -> isOurs(source, dialect));
    }

    private static boolean isOurs(Source source, Dialect dialect) {
        try (Records records = new Records(source, dialect)) {
            return records.next().map(first -> Header.of(first.cells()).ours()).orElse(false);
        } catch (UnusableFile notText) {
            return false;
        }
    }

    /**
     * Begins a rejects file beside the place where it will stand; a file of that name stays until {@link #publish}.
     *
     * @param source the file whose rows will be added
     * @throws UnusableFile if the target cannot be written, or is the source itself
     */
    public static RejectsFile create(Path target, SalesFile source) {
        Path whole = target.toAbsolutePath();
        Path folder = whole.getParent();
        if (folder == null || Files.isDirectory(whole)) {
            throw Problems.only(target, "a folder; name a file for the rejects");
        }
        if (!Files.isDirectory(folder)) {
            throw Problems.only(target, "its folder does not exist; make it, or name another place");
        }
        try {
            if (Files.exists(whole) && Files.isSameFile(whole, source.source().file())) {
                throw Problems.only(target, "the very file that is imported; name another one for the rejects");
            }
            if (!mayStandAt(whole)) {
                throw Problems.only(
                        target, "is there already and is no file of rejects; name another one for the rejects");
            }
            return begin(target, Files.createTempFile(folder, "." + whole.getFileName() + ".", ".tmp"), source);
        } catch (IOException e) {
            throw unwritable(target, e);
        }
    }

    /**
     * Adds a row.
     *
     * @param line where the row starts in the original file
     * @param cells the row's cells as they were read, of any number
     * @throws UnusableFile if the disk takes no more
     */
    public void add(long line, List<String> cells, Finding finding) {
        List<String> record = new ArrayList<>(cells.subList(0, Math.min(width, cells.size())));
        record.addAll(Collections.nCopies(Math.max(0, width - cells.size()), ""));
        record.addAll(List.of(Long.toString(line), finding.outcome().word(), finding.code(), finding.message()));
        if (cells.size() < width || finding.code().equals(Records.MALFORMED)) {
            record.add(TOO_SHORT);
        }
        if (cells.size() > width) {
            List<String> behind = cells.subList(width, cells.size());
            record.addAll(behind);
            if (behind.stream().allMatch(String::isEmpty)) {
                record.add(TOO_LONG);
            }
        }
        try {
            print(record);
        } catch (IOException e) {
            throw unwritable(target, e);
        }
    }

    /**
     * Makes the file appear under its name. An older one gives way if this one goes on where it ends; any other is kept under the
     * next free name, {@code rejects.csv.1}: somebody may have mended rows in it.
     *
     * @return where the older one is kept
     * @throws UnusableFile if that fails; nothing is lost then
     */
    public Optional<Path> publish() {
        try {
            printer.flush();
            channel.force(true);
            printer.close();
            Optional<Path> kept = keepOlder();
            Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
            return kept;
        } catch (IOException e) {
            throw unwritable(target, e);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
            Files.deleteIfExists(draft);
        } catch (IOException e) {
            throw unwritable(target, e);
        }
    }

    private Optional<Path> keepOlder() throws IOException {
        if (Files.notExists(target)) {
            return Optional.empty();
        }
        long firstDifference = Files.mismatch(target, draft);
        if (firstDifference < 0 || firstDifference == Files.size(target)) {
            return Optional.empty();
        }
        int number = 1;
        while (Files.exists(numbered(number), LinkOption.NOFOLLOW_LINKS)) {
            number++;
        }
        return Optional.of(Files.move(target, numbered(number)));
    }

    private Path numbered(int number) {
        return target.resolveSibling(target.getFileName() + "." + number);
    }

    private static RejectsFile begin(Path target, Path draft, SalesFile source) throws IOException {
        List<String> header = source.header();
        try {
            RejectsFile rejects = new RejectsFile(target, draft, source.dialect(), header.size());
            List<String> names = new ArrayList<>(header);
            names.addAll(RejectColumns.beside(header).names());
            rejects.print(names);
            return rejects;
        } catch (IOException e) {
            Files.deleteIfExists(draft);
            throw e;
        }
    }

    private void print(List<String> record) throws IOException {
        printer.printRecord(record.stream().map(Formulas::neutralised));
    }

    private static UnusableFile unwritable(Path target, IOException cause) {
        UnusableFile unusable = Problems.only(
                target, "cannot be written (" + cause.getMessage() + "); check the disk and the permissions");
        unusable.initCause(cause);
        return unusable;
    }
}
