package dev.dubimport.bench;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** What the CSV parser does with nothing around it. */
final class BareParse {
    private BareParse() {}

    /** Argument: the file. */
    public static void main(String[] arguments) throws Exception {
        System.out.println("cells " + cells(Path.of(arguments[0])));
    }

    static long cells(Path file) throws IOException {
        long cells = 0;
        try (Reader text = Files.newBufferedReader(file);
                CSVParser parser = CSVFormat.RFC4180.parse(text)) {
            for (CSVRecord row : parser) {
                cells += row.size();
            }
        }
        return cells;
    }
}
