package dev.dubimport.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The files in {@code deploy/} that ask Prometheus for what we measure. */
final class Deployed {
    private static final Path DEPLOY = Path.of("deploy");
    private static final Pattern METRIC = Pattern.compile("\\b(?:dub_import|jvm|process)_[a-z_]+\\b");

    private Deployed() {}

    /** The metrics that a file asks for. */
    static Set<String> names(String file) throws IOException {
        Set<String> names = new TreeSet<>();
        METRIC.matcher(Files.readString(DEPLOY.resolve(file))).results().forEach(found -> names.add(found.group()));
        if (names.isEmpty()) {
            throw new IllegalStateException(file + " asks for nothing");
        }
        return names;
    }
}
