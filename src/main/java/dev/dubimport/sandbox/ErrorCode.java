package dev.dubimport.sandbox;

import java.util.Locale;

/** The documented error codes, each with its status. */
enum ErrorCode {
    BAD_REQUEST(400),
    UNAUTHORIZED(401),
    NOT_FOUND(404),
    UNPROCESSABLE_ENTITY(422),
    RATE_LIMIT_EXCEEDED(429),
    INTERNAL_SERVER_ERROR(500);

    private final int status;

    ErrorCode(int status) {
        this.status = status;
    }

    int status() {
        return status;
    }

    String contractName() {
        return name().toLowerCase(Locale.ROOT);
    }

    String docUrl() {
        return "https://dub.co/docs/api-reference/errors#" + contractName().replace('_', '-');
    }
}
