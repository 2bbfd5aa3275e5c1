package dev.dubimport.metrics;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.OptionalDouble;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A file for the text file collector of Prometheus's node exporter. It is replaced in one step, so that the collector never
 * reads half of it, and keeps one thing of the file before: a failed import must not forget the last good one.
 */
public final class MetricsFile {
    /** The collector reads no others. */
    public static final String ENDING = ".prom";

    private static final long MOST_BYTES = 1 << 20;
    private static final Pattern LAST_SUCCESS = Pattern.compile(
            "^dub_import_last_success_timestamp_seconds\\{[^}\n]*} ([0-9.E+]{1,30})$", Pattern.MULTILINE);

    private final Path file;

    public MetricsFile(Path file) {
        this.file = file.toAbsolutePath();
    }

    /** Takes over from the file of an earlier import when there last was a good one. */
    public void begin(Metrics metrics) {
        lastSuccess().ifPresent(metrics::succeeded);
    }

    /** Writes all that was measured; readable for everyone, as the collector is somebody else. */
    public void write(Metrics metrics) throws IOException {
        Path written = Files.createTempFile(file.getParent(), "dub-import-", ".tmp");
        try {
            Files.writeString(written, metrics.text());
            PosixFileAttributeView view = Files.getFileAttributeView(written, PosixFileAttributeView.class);
            if (view != null) {
                view.setPermissions(PosixFilePermissions.fromString("rw-r--r--"));
            }
            Files.move(written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(written);
        }
    }

    private OptionalDouble lastSuccess() {
        try {
            if (!Files.isRegularFile(file) || Files.size(file) > MOST_BYTES) {
                return OptionalDouble.empty();
            }
            return LAST_SUCCESS
                    .matcher(Files.readString(file, StandardCharsets.ISO_8859_1))
                    .results()
                    .map((MatchResult found) -> found.group(1))
                    .mapToDouble(MetricsFile::number)
                    .filter(Double::isFinite)
                    .findFirst();
        } catch (IOException unreadable) {
            return OptionalDouble.empty();
        }
    }

    /** Not a number where it is none: the file may be anybody's. */
    private static double number(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }
}
