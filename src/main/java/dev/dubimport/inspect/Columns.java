package dev.dubimport.inspect;

import dev.dubimport.csv.Table;
import dev.dubimport.inspect.Findings.Choice;
import dev.dubimport.inspect.Findings.Confidence;
import dev.dubimport.inspect.Findings.Undecided;
import dev.dubimport.sale.Blanks;
import dev.dubimport.sale.Shown;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The columns of a file after one reading of all its cells. */
final class Columns {
    private final List<ColumnProfile> profiles;
    private final long rows;
    private final long malformed;
    private final Optional<String> total;

    private Columns(List<ColumnProfile> profiles, long rows, long malformed, Optional<String> total) {
        this.profiles = profiles;
        this.rows = rows;
        this.malformed = malformed;
        this.total = total;
    }

    /** A column that may have a role; the lower the rank, the surer is its heading. */
    private record Candidate(ColumnProfile column, int rank) {
        boolean isNamed() {
            return rank < Integer.MAX_VALUE;
        }
    }

    static Columns of(Table table) {
        List<String> header = table.header();
        List<ColumnProfile> profiles = IntStream.range(0, header.size())
                .mapToObj(index -> new ColumnProfile(index, header.get(index)))
                .toList();
        long rows = 0;
        long malformed = 0;
        Optional<Table.Line> held = Optional.empty();
        try (Table.Lines lines = table.lines()) {
            for (Optional<Table.Line> next = lines.next(); next.isPresent(); next = lines.next()) {
                Table.Line line = next.get();
                rows++;
                if (line.isMalformed()) {
                    malformed++;
                } else if (line.cells().stream()
                        .anyMatch(cell -> !Blanks.strip(cell).isEmpty())) {
                    held.ifPresent(before -> seeRow(profiles, header, before));
                    held = Optional.of(line);
                }
            }
        }
        Optional<String> total =
                held.flatMap(last -> MoneyWords.totalIn(last.cells()).stream().findFirst());
        if (total.isEmpty()) {
            held.ifPresent(last -> seeRow(profiles, header, last));
        }
        return new Columns(profiles, rows, malformed, total);
    }

    private static void seeRow(List<ColumnProfile> profiles, List<String> header, Table.Line line) {
        if (line.cells().size() == header.size() && !isHeader(line.cells(), header)) {
            see(profiles, line);
        }
    }

    /** A header that stands a second time says nothing of what stands in the columns. */
    static boolean isHeader(List<String> cells, List<String> header) {
        return cells.size() == header.size()
                && IntStream.range(0, cells.size())
                        .allMatch(i -> Blanks.strip(cells.get(i)).equalsIgnoreCase(header.get(i)));
    }

    private static void see(List<ColumnProfile> profiles, Table.Line line) {
        for (int i = 0; i < profiles.size(); i++) {
            profiles.get(i).see(line.number(), Blanks.strip(line.cells().get(i)));
        }
    }

    long rows() {
        return rows;
    }

    long malformed() {
        return malformed;
    }

    List<ColumnProfile> all() {
        return profiles;
    }

    /** The word with which the last row begins, if it is a total of the others; such a row says nothing of the columns. */
    Optional<String> total() {
        return total;
    }

    int width() {
        return profiles.size();
    }

    /** The column of that name, without regard to case. */
    Optional<ColumnProfile> named(String name) {
        return profiles.stream()
                .filter(column -> column.name().equalsIgnoreCase(name))
                .findFirst();
    }

    /** The column that most likely has the day of the sale. */
    Optional<ColumnProfile> date() {
        return candidates(Role.DATE).stream().map(Candidate::column).findFirst();
    }

    /**
     * Writes the column of a role into a proposal, or leaves it open.
     *
     * @return the column, or the first of those that it may be; empty if no column looks like it
     */
    Optional<ColumnProfile> propose(Role role, Proposal proposal) {
        List<Candidate> candidates = candidates(role);
        if (candidates.isEmpty()) {
            return Optional.empty();
        }
        Candidate best = candidates.get(0);
        List<Candidate> equals =
                candidates.stream().filter(other -> other.rank() == best.rank()).toList();
        if (equals.size() > 1 && role != Role.DATE) {
            proposal.leaveOpen(new Undecided(
                    role.key(),
                    equals.stream().map(each -> quoted(each.column())).collect(Collectors.joining(" and "))
                            + " may each be it",
                    equals.stream()
                            .map(each -> new Choice(each.column().name(), contents(each.column())))
                            .toList(),
                    "Take the one that you mean."));
        } else {
            proposal.add(
                    role.key(),
                    best.column().name(),
                    confidence(role, best),
                    reason(role, best) + others(candidates.subList(1, candidates.size())));
        }
        return Optional.of(best.column());
    }

    private List<Candidate> candidates(Role role) {
        List<Candidate> named = profiles.stream()
                .filter(column -> !column.name().isEmpty())
                .filter(column -> fits(role, column))
                .flatMap(column -> {
                    OptionalInt rank = role.rankOf(column.name());
                    return rank.stream().mapToObj(found -> new Candidate(column, found));
                })
                .sorted(Comparator.comparingInt(Candidate::rank))
                .toList();
        if (!named.isEmpty()) {
            return named;
        }
        return profiles.stream()
                .filter(column -> !column.name().isEmpty())
                .filter(column -> looksLike(role, column))
                .map(column -> new Candidate(column, Integer.MAX_VALUE))
                .toList();
    }

    /** Whether the contents do not speak against what the heading says. */
    private static boolean fits(Role role, ColumnProfile column) {
        return switch (role) {
            case INVOICE_ID -> column.filled() > 0 && !column.areDates() && !column.areEmails();
            case EXTERNAL_ID -> column.filled() > 0 && !column.areDates();
            case AMOUNT -> column.areNumbers() && !column.areDates();
            case CURRENCY -> column.areCurrencies();
            case DATE -> column.areDates();
        };
    }

    /** Whether the contents alone say so, under a heading that says nothing. */
    private boolean looksLike(Role role, ColumnProfile column) {
        if (MoneyWords.areGivenBack(column.name()) || MoneyWords.areStatus(column.name())) {
            return false;
        }
        if (List.of(Role.values()).stream()
                .anyMatch(other -> other.rankOf(column.name()).isPresent())) {
            return false;
        }
        return switch (role) {
            case INVOICE_ID ->
                column.isUnique()
                        && column.filled() > 1
                        && !column.areCurrencies()
                        && !column.areDates()
                        && !column.areEmails()
                        && column.numbers().fractions().isNone();
            case EXTERNAL_ID -> column.areEmails();
            case AMOUNT -> column.areNumbers() && !column.numbers().fractions().isNone();
            case CURRENCY, DATE -> fits(role, column);
        };
    }

    private static Confidence confidence(Role role, Candidate candidate) {
        if (!candidate.isNamed()) {
            return role == Role.CURRENCY ? Confidence.LIKELY : Confidence.GUESS;
        }
        boolean repeats = role == Role.INVOICE_ID && !candidate.column().isUnique();
        if (candidate.rank() == 0 && !repeats) {
            return Confidence.CERTAIN;
        }
        return candidate.rank() <= 2 || !repeats ? Confidence.LIKELY : Confidence.GUESS;
    }

    private static String reason(Role role, Candidate candidate) {
        String name = candidate.isNamed() ? "by its name; " : "only by what stands in it; ";
        ColumnProfile column = candidate.column();
        String contents = contents(column);
        if (role == Role.INVOICE_ID) {
            return name
                    + (column.isUnique()
                            ? "no value stands twice, " + contents
                            : "some values stand twice, " + such(column.repeated()));
        }
        if (role == Role.EXTERNAL_ID && column.areEmails()) {
            return name + "e-mail addresses, " + contents;
        }
        return name + contents;
    }

    private static String others(List<Candidate> others) {
        return others.isEmpty()
                ? ""
                : "; less likely "
                        + others.stream().map(each -> quoted(each.column())).collect(Collectors.joining(", "));
    }

    static String contents(ColumnProfile column) {
        return column.samples().isEmpty() ? "empty" : such(column.samples());
    }

    private static String such(List<String> cells) {
        return "such as "
                + cells.stream().map(cell -> Shown.shortened(cell, 25)).collect(Collectors.joining(", "));
    }

    private static String quoted(ColumnProfile column) {
        return "\"" + Shown.shortened(column.name()) + "\"";
    }

    /** {@code 12,345 rows}. */
    static String counted(long count, String one, String many) {
        return String.format(Locale.ROOT, "%,d ", count) + (count == 1 ? one : many);
    }
}
