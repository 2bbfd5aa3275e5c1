package dev.dubimport.dub;

import java.util.List;

/**
 * A sale that has its answer.
 *
 * @param attempts the calls that led to it, in order; of very many the first and the last
 */
public record Delivered(Answer answer, List<Attempted> attempts) {
    public Delivered {
        attempts = List.copyOf(attempts);
    }
}
