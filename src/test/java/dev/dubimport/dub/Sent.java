package dev.dubimport.dub;

import java.util.List;

/** Sales that were handed over together, all of whose answers are waited for. */
record Sent(Flight flight) {

    List<Answer> join() {
        return delivered().stream().map(Delivered::answer).toList();
    }

    List<Delivered> delivered() {
        Flight.await(List.of(flight), 0);
        return List.copyOf(flight.collect().values());
    }

    boolean isLanded() {
        return flight.unanswered() == 0;
    }
}
