package dev.dubimport.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;

/** How long a person waits for the smallest commands, with and without the archive of class data. */
final class StartUp {
    private static final double TARGET_SECONDS = 1.5;

    private final Lab lab;
    private final Report report;

    StartUp(Lab lab, Report report) {
        this.lab = lab;
        this.report = report;
    }

    void measure(int times) {
        report.section("Start-up (whole command, median of " + times + ")");
        Path archive = lab.app("dub-import.jsa");
        measureBoth(times, Files.exists(archive) ? "" : ", no archive");
        if (Files.notExists(archive)) {
            return;
        }
        Path aside = lab.path("dub-import.jsa");
        move(archive, aside);
        try {
            measureBoth(times, ", without the archive");
        } finally {
            move(aside, archive);
        }
    }

    private void measureBoth(int times, String how) {
        String ten = lab.invoices("ten", 10).toString();
        measure(times, "dub-import --version" + how, "--version");
        measure(times, "dub-import validate, ten rows" + how, "validate", ten);
        String rehearsal = lab.path("rehearsal").toString();
        double seconds = median(times, "import", ten, "--sandbox", "--rate", "unlimited", "--data-dir", rehearsal);
        report.figure("dub-import import --sandbox, ten rows" + how, Report.seconds(seconds));
    }

    private void measure(int times, String what, String... arguments) {
        double seconds = median(times, arguments);
        report.figure(what, Report.seconds(seconds), "<= 1.5 s", seconds <= TARGET_SECONDS);
    }

    private double median(int times, String... arguments) {
        return Report.median(IntStream.range(0, times)
                .mapToDouble(time -> seconds(arguments))
                .toArray());
    }

    private double seconds(String... arguments) {
        Child.Ended ended = lab.dubImport("", arguments).end();
        if (ended.exit() != 0) {
            throw new IllegalStateException("ended with " + ended.exit() + ": " + ended.lines());
        }
        return ended.seconds();
    }

    private static void move(Path from, Path to) {
        try {
            Files.move(from, to);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
