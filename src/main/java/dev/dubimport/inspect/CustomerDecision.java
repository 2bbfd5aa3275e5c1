package dev.dubimport.inspect;

import dev.dubimport.inspect.Findings.Choice;
import dev.dubimport.inspect.Findings.Undecided;
import dev.dubimport.sale.Shown;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Who the customer is in an export that we know, where nothing stands in the column that our mapping takes. */
final class CustomerDecision {
    private static final Pattern METADATA = Pattern.compile("(?i)(.+?) ?\\(metadata\\)|payment_metadata\\[(.+)]");

    private final Columns columns;
    private final Proposal proposal;

    CustomerDecision(Columns columns, Proposal proposal) {
        this.columns = columns;
        this.proposal = proposal;
    }

    void ask(ColumnProfile empty, String preset) {
        List<Choice> choices = columns.all().stream()
                .filter(column -> column.filled() > 0 && !column.areDates())
                .filter(column -> Role.EXTERNAL_ID.rankOf(heading(column)).isPresent())
                .sorted(Comparator.comparing((ColumnProfile column) -> !isMetadata(column))
                        .thenComparing(column ->
                                Role.EXTERNAL_ID.rankOf(heading(column)).orElseThrow()))
                .map(CustomerDecision::choice)
                .toList();
        proposal.leaveOpen(new Undecided(
                Role.EXTERNAL_ID.key(),
                "\"" + Shown.shortened(empty.name()) + "\", by which " + preset + " knows the customer, is empty in "
                        + (columns.rows() == 1
                                ? "the only row"
                                : "all " + Columns.counted(columns.rows(), "row", "rows")),
                choices,
                choices.isEmpty()
                        ? "No other column looks like a customer's id: export the file again with one, or name its"
                                + " column."
                        : "Take the one that has the ids by which Dub knows your customers."));
    }

    private static Choice choice(ColumnProfile column) {
        return new Choice(
                column.name(),
                "filled in " + Columns.counted(column.filled(), "row", "rows") + ", " + Columns.contents(column));
    }

    /** What somebody wrote into the metadata for this purpose is likelier it than the vendor's own id. */
    private static boolean isMetadata(ColumnProfile column) {
        return METADATA.matcher(column.name()).matches();
    }

    /** {@code userId} of {@code userId (metadata)}. */
    private static String heading(ColumnProfile column) {
        Matcher metadata = METADATA.matcher(column.name());
        if (!metadata.matches()) {
            return column.name();
        }
        return metadata.group(1) == null ? metadata.group(2) : metadata.group(1);
    }
}
