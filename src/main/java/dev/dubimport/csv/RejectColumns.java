package dev.dubimport.csv;

import java.util.List;
import java.util.Optional;

/**
 * The columns that a rejects file adds behind the original ones: {@code line,outcome,code,message}, or, where the file has a
 * column of such a name, {@code reject line,reject outcome,...}. A file whose header ends with them is taken for ours.
 */
record RejectColumns(String prefix) {
    private static final List<String> NAMES = List.of("line", "outcome", "code", "message");
    private static final String PREFIX = "reject ";

    static final int COUNT = NAMES.size();

    /** The names that clash with none of the original columns. */
    static RejectColumns beside(List<String> original) {
        String prefix = "";
        while (clash(prefix, original)) {
            prefix += PREFIX;
        }
        return new RejectColumns(prefix);
    }

    /** The columns of ours at the end of a header, if it has them. */
    static Optional<RejectColumns> atTheEndOf(List<String> header) {
        if (header.size() <= COUNT) {
            return Optional.empty();
        }
        String last = header.get(header.size() - 1);
        RejectColumns columns = new RejectColumns(last.startsWith(PREFIX) ? prefixOf(last) : "");
        boolean ours = columns.names().equals(header.subList(header.size() - COUNT, header.size()));
        return ours ? Optional.of(columns) : Optional.empty();
    }

    /** Whether our columns are in a header, but no longer at its end: what stands in the cells cannot be told then. */
    static boolean areElsewhereIn(List<String> header) {
        return atTheEndOf(header).isEmpty() && header.containsAll(NAMES);
    }

    List<String> names() {
        return NAMES.stream().map(name -> prefix + name).toList();
    }

    private static String prefixOf(String name) {
        return name.substring(0, name.lastIndexOf(PREFIX) + PREFIX.length());
    }

    private static boolean clash(String prefix, List<String> original) {
        return NAMES.stream().anyMatch(name -> original.stream().anyMatch((prefix + name)::equalsIgnoreCase));
    }
}
