package dev.dubimport.torture;

/** Something did not end in time: never waited for longer, always a failure. */
final class Overdue extends RuntimeException {
    private static final long serialVersionUID = 1;

    Overdue(String message) {
        super(message);
    }
}
