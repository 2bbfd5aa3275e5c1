package dev.dubimport.reconcile;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.springframework.jdbc.core.JdbcTemplate;

/** Customers, and whether the service knows them, in the database of the events: there may be as many as sales. */
final class CustomerIndex {
    private final JdbcTemplate jdbc;
    private int count;

    CustomerIndex(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
        jdbc.execute("create table customer (number int primary key, id varchar not null unique, known boolean)");
    }

    /** Those that were not added yet, each once and in their order. */
    List<String> fresh(List<String> ids) {
        Set<String> fresh = new LinkedHashSet<>(ids);
        LookUp.each(
                jdbc,
                "customer.id",
                "customer on customer.id = wanted.id",
                List.copyOf(fresh),
                row -> fresh.remove(row.getString(1)));
        return List.copyOf(fresh);
    }

    /**
     * Adds fresh ones.
     *
     * @param answers as far as it is known whether the service knows them
     */
    void add(List<String> fresh, Map<String, Boolean> answers) {
        List<Object[]> rows = new ArrayList<>();
        for (String id : fresh) {
            rows.add(new Object[] {count++, id, answers.get(id)});
        }
        jdbc.batchUpdate("insert into customer (number, id, known) values (?, ?, ?)", rows);
    }

    void answer(Map<String, Boolean> answers) {
        jdbc.batchUpdate(
                "update customer set known = ? where id = ?",
                answers.entrySet().stream()
                        .map(answer -> new Object[] {answer.getValue(), answer.getKey()})
                        .toList());
    }

    /** Hands over those without an answer, so many at once, in the order in which they were added. */
    void eachUnanswered(int atOnce, Consumer<List<String>> pages) {
        int[] last = {-1};
        List<String> page = unanswered(last, atOnce);
        while (!page.isEmpty()) {
            pages.accept(page);
            page = unanswered(last, atOnce);
        }
    }

    /** Those of these that the service knows. */
    Set<String> known(List<String> ids) {
        Set<String> known = new HashSet<>();
        LookUp.each(
                jdbc,
                "customer.id",
                "customer on customer.id = wanted.id and customer.known",
                ids,
                row -> known.add(row.getString(1)));
        return known;
    }

    long count() {
        return count;
    }

    long countAnswered() {
        return count("known is not null");
    }

    /** How many the service does not know. */
    long countUnknown() {
        return count("not known");
    }

    /** The first ones that the service does not know. */
    List<String> firstUnknown(int most) {
        return jdbc.queryForList("select id from customer where not known order by number limit ?", String.class, most);
    }

    private List<String> unanswered(int[] last, int most) {
        return jdbc.query(
                "select number, id from customer where number > ? and known is null order by number limit ?",
                (row, index) -> {
                    last[0] = row.getInt(1);
                    return row.getString(2);
                },
                last[0],
                most);
    }

    private long count(String condition) {
        return Objects.requireNonNull(
                jdbc.queryForObject("select count(*) from customer where " + condition, Long.class));
    }
}
