package dev.dubimport.dub;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The events of the last pages. Events that turn up late push others from one page to the next, a few places far; nothing
 * comes back from further behind, so a few pages are enough and memory stays bounded.
 */
final class SeenEvents {
    private static final int PAGES = 8;

    private final Deque<Set<String>> pages = new ArrayDeque<>();

    /** Those of the page that were not seen, which are seen from now on. */
    List<SaleEvent> fresh(List<SaleEvent> page) {
        Set<String> ids = new HashSet<>();
        List<SaleEvent> fresh = page.stream()
                .filter(event -> pages.stream().noneMatch(seen -> seen.contains(event.eventId())))
                .filter(event -> ids.add(event.eventId()))
                .toList();
        pages.addLast(page.stream().map(SaleEvent::eventId).collect(Collectors.toSet()));
        if (pages.size() > PAGES) {
            pages.removeFirst();
        }
        return fresh;
    }
}
