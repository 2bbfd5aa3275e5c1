package dev.dubimport.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Customers beside the events: each once, in the order in which they came. */
class CustomerIndexTest {
    @TempDir
    Path folder;

    @Test
    void aCustomerThatWasAddedIsNotFreshAndOneThatComesTwiceIsSoOnce() {
        try (EventIndex events = EventIndex.in(folder)) {
            CustomerIndex customers = events.customers();
            customers.add(List.of("b"), Map.of());

            assertThat(customers.fresh(List.of("c", "b", "a", "c"))).containsExactly("c", "a");
            assertThat(customers.fresh(List.of())).isEmpty();
        }
    }

    @Test
    void thoseWithoutAnAnswerComePageByPageWhetherTheyAreAnsweredMeanwhileOrNot() {
        try (EventIndex events = EventIndex.in(folder)) {
            CustomerIndex customers = events.customers();
            customers.add(List.of("z", "answered", "y", "x", "w"), Map.of("answered", true));
            List<List<String>> pages = new ArrayList<>();

            customers.eachUnanswered(2, page -> {
                pages.add(page);
                customers.answer(Map.of(page.get(0), false));
            });

            assertThat(pages).containsExactly(List.of("z", "y"), List.of("x", "w"));
            assertThat(customers.count()).isEqualTo(5);
            assertThat(customers.countAnswered()).isEqualTo(3);
            assertThat(customers.countUnknown()).isEqualTo(2);
            assertThat(customers.firstUnknown(1)).containsExactly("z");
            assertThat(customers.known(List.of("z", "y", "answered", "never added")))
                    .containsExactly("answered");
        }
    }

    @Test
    void aSaleIsFreshOnce() {
        try (EventIndex events = EventIndex.in(folder)) {
            SeenSales seen = events.seenSales();

            assertThat(seen.fresh(List.of("A-1", "A-2"))).containsExactlyInAnyOrder("A-1", "A-2");
            assertThat(seen.fresh(List.of("A-2", "A-3", "A-3"))).containsExactly("A-3");
        }
    }
}
