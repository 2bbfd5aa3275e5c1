package dev.dubimport.sale;

/**
 * A row's outcome, and why.
 *
 * @param code the reason in one word, stable over releases; empty where there is nothing to explain
 * @param message the reason in words, with what to do about it; empty where there is nothing to explain
 */
public record Finding(Outcome outcome, String code, String message) {

    /** An outcome that explains itself. */
    public static Finding of(Outcome outcome) {
        return new Finding(outcome, "", "");
    }
}
