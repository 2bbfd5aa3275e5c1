package dev.dubimport.bench;

import dev.dubimport.csv.Mapping;
import dev.dubimport.csv.SalesFile;
import dev.dubimport.csv.Source;
import dev.dubimport.csv.Survey;
import dev.dubimport.sale.SaleRules.MissingInvoiceId;
import java.nio.file.Path;

/** What {@code validate} does with a file, and what the bare parser does, in turns within one process: no start, no warming up. */
final class WarmReading {
    private static final int WARM_UP = 3;

    private WarmReading() {}

    /** Arguments: the file, how often it is read. Prints the seconds of each pair of readings. */
    public static void main(String[] arguments) throws Exception {
        Path file = Path.of(arguments[0]);
        int times = Integer.parseInt(arguments[1]);
        for (int time = -WARM_UP; time < times; time++) {
            long begun = System.nanoTime();
            BareParse.cells(file);
            long between = System.nanoTime();
            Survey survey = Survey.of(
                    SalesFile.open(Source.in(file).get(0), Mapping.named("generic"), MissingInvoiceId.INVALID));
            long ended = System.nanoTime();
            if (survey.mayHaveRepeats()) {
                throw new IllegalStateException("validate would read the file a second time");
            }
            if (time >= 0) {
                System.out.println("pair " + (between - begun) / 1e9 + " " + (ended - between) / 1e9);
            }
        }
    }
}
