package dev.dubimport.report;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import dev.dubimport.reconcile.Reconciliation;
import dev.dubimport.sale.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A run or a reconciliation as one HTML file that needs nothing else: no network, no other file. It may run the one script
 * and wear the one style that are in it, told by their hashes, and nothing that a cell of a file might smuggle in.
 */
public final class ReportPage {
    /** How every page of ours begins. */
    private static final String START =
            "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"generator\" content=\"dub-import report\">\n";

    private static final String CSS = Look.css() + resource("page.css");
    private static final String JS = resource("page.js");
    private static final String POLICY = "default-src 'none'; style-src '" + hash(CSS) + "'; script-src '" + hash(JS)
            + "'; base-uri 'none'; form-action 'none'";
    private static final Template TEMPLATE = Mustache.compiler()
            .emptyStringIsFalse(true)
            .strictSections(true)
            .withLoader(name -> new StringReader(resource(name)))
            .compile(resource("page.mustache"));

    private final String html;

    private ReportPage(Sheet sheet) {
        this.html = TEMPLATE.execute(Map.of("sheet", sheet, "policy", POLICY, "css", CSS, "js", JS));
    }

    public static ReportPage of(Reconciliation reconciliation, Provenance provenance) {
        return new ReportPage(new ReconciliationSheet(reconciliation, provenance).sheet());
    }

    /**
     * The page of the runs of one command.
     *
     * @throws IllegalArgumentException if there are none
     */
    public static ReportPage of(List<RunSummary> runs, Provenance provenance) {
        if (runs.isEmpty()) {
            throw new IllegalArgumentException("a report of no runs");
        }
        return new ReportPage(new RunsSheet(runs, provenance).sheet());
    }

    /** The whole file. */
    public String html() {
        return html;
    }

    /** Whether a report may stand there: nothing does yet, or an older report. Anything else would be lost. */
    public static boolean mayStandAt(Path target) throws IOException {
        if (!Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
            return true;
        }
        if (!Files.isRegularFile(target, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        try (InputStream there = Files.newInputStream(target)) {
            return START.equals(new String(there.readNBytes(START.length()), StandardCharsets.UTF_8));
        }
    }

    /**
     * Writes the page, whole or not at all, for its owner's eyes only.
     *
     * @throws FileAlreadyExistsException if something stands there that is no report
     */
    public void writeTo(Path target) throws IOException {
        if (!mayStandAt(target)) {
            throw new FileAlreadyExistsException(
                    target.toString(), null, "is there already and is no report; name another file for the report");
        }
        Path whole = target.toAbsolutePath();
        Path folder = Objects.requireNonNull(whole.getParent(), "no folder can be replaced by a report");
        // Such files are readable by their owner alone.
        Path draft = Files.createTempFile(folder, "." + whole.getFileName() + ".", ".tmp");
        try {
            try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
                ByteBuffer bytes = ByteBuffer.wrap(html.getBytes(StandardCharsets.UTF_8));
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            Files.move(draft, whole, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    static String resource(String name) {
        try (InputStream resource =
                Objects.requireNonNull(ReportPage.class.getResourceAsStream(name), () -> "not in the jar: " + name)) {
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String hash(String text) {
        byte[] digest = Sha256.digest().digest(text.getBytes(StandardCharsets.UTF_8));
        return "sha256-" + Base64.getEncoder().encodeToString(digest);
    }
}
