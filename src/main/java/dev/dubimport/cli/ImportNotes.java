package dev.dubimport.cli;

import dev.dubimport.csv.SalesFile;
import dev.dubimport.csv.Survey;
import dev.dubimport.dub.Rate;
import dev.dubimport.job.RunReport;
import dev.dubimport.report.Numbers;
import dev.dubimport.sale.ControlTotals;
import java.io.PrintStream;
import java.time.Duration;

/** What an import tells a person besides its summary: what it is about to do, and why it waits. */
final class ImportNotes {
    private final PrintStream err;

    ImportNotes(PrintStream err) {
        this.err = err;
    }

    /**
     * What is about to be sent.
     *
     * @param amountUnit how the amounts were read, for people
     */
    void plan(SalesFile file, Survey survey, String amountUnit, Rate rate) {
        long sales = survey.valid().count();
        err.println(file.source().name() + ": " + Numbers.rows(survey.rows()) + ", "
                + Numbers.count(survey.invalidRows()) + " invalid"
                + (survey.filteredRows() == 0 ? "" : ", " + Numbers.count(survey.filteredRows()) + " no sales")
                + "; up to " + Numbers.count(sales)
                + (sales == 1 ? " sale" : " sales") + " to send, "
                + Numbers.amounts(survey.valid().minorUnits())
                + (survey.valid().originals().isEmpty()
                        ? ""
                        : ", of which converted from "
                                + Numbers.amounts(survey.valid().originals()))
                + " (" + amountUnit + "); " + timeFor(sales, rate));
    }

    private static String timeFor(long sales, Rate rate) {
        Duration time = rate.timeFor(sales);
        return time.isZero() ? "as fast as the service answers" : "at " + rate + " about " + Numbers.duration(time);
    }

    /**
     * What a person has decided to risk.
     *
     * @param sales of the file that are in doubt for too long
     */
    void resending(SalesFile file, ControlTotals.Line sales) {
        String name = file.source().name();
        err.println(
                sales.count() == 0
                        ? name + ": none of its sales is in doubt for too long; --resend-in-doubt changes nothing"
                        : name + ": " + Numbers.count(sales.count()) + " in doubt for too long ("
                                + Numbers.amounts(sales.minorUnits())
                                + ") will be sent again, as you decided with --resend-in-doubt. Each that was"
                                + " recorded after all is recorded a second time, and nothing takes that back."
                                + " The ledger keeps the time of the first attempt: one that gets no answer"
                                + " again stays in doubt, and later runs leave it to you again.");
    }

    void waiting(String holder) {
        err.println("Waiting for another dub-import to end that sends to the same workspace: " + holder + ".");
    }

    void goingOn(RunReport run) {
        err.println("Going on with run " + run.run().id() + " after row "
                + Numbers.count(run.totals().read().count())
                + "; what it recorded beyond that is in the ledger, and not sent again.");
    }
}
