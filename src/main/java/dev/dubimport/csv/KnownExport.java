package dev.dubimport.csv;

import java.util.List;
import java.util.Optional;

/** An export that we have a mapping for, and the columns that it must have; each by one of several names. */
record KnownExport(String name, List<List<String>> columns) {

    /** The export whose columns a file has; the one with the most of them where there are several. Read for a failure only. */
    static Optional<String> in(Header header) {
        return All.EXPORTS.stream()
                .filter(export -> export.fits(header))
                .max((one, other) -> Integer.compare(one.columns.size(), other.columns.size()))
                .map(KnownExport::name);
    }

    private boolean fits(Header header) {
        return columns.stream()
                .allMatch(names ->
                        names.stream().anyMatch(name -> header.indexOf(name).isPresent()));
    }

    private static final class All {
        private static final List<KnownExport> EXPORTS = Presets.NAMES.stream()
                .filter(name -> !name.equals("generic"))
                .map(name -> new KnownExport(name, Presets.read(name).neededColumns()))
                .toList();
    }
}
