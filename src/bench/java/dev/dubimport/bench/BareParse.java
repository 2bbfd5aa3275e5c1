package dev.dubimport.bench;

import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** What the CSV parser does with nothing around it. */
final class BareParse {
    private BareParse() {}

    /** Argument: the file. Prints the seconds that the parsing took. */
    public static void main(String[] arguments) throws Exception {
        long begun = System.nanoTime();
        long cells = 0;
        try (Reader text = Files.newBufferedReader(Path.of(arguments[0]));
                CSVParser parser = CSVFormat.RFC4180.parse(text)) {
            for (CSVRecord row : parser) {
                cells += row.size();
            }
        }
        System.out.println("seconds " + (System.nanoTime() - begun) / 1e9 + " cells " + cells);
    }
}
