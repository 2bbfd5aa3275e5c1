package dev.dubimport.dub;

import java.time.Duration;

/** What a played service does about one call. */
public sealed interface PlayedAnswer {

    /** A whole answer; a wait that the service asks for, or zero. */
    record Whole(int status, String body, Duration retryAfter) implements PlayedAnswer {}

    /** No answer, or not all of it; whether the request may have gone out. */
    record None(boolean sent, String code, String reason) implements PlayedAnswer {}
}
