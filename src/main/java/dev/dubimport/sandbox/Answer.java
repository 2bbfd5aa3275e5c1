package dev.dubimport.sandbox;

import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * What goes back to the client.
 *
 * @param status 0 where the connection ends without an answer
 */
record Answer(int status, String contentType, String body, Map<String, String> headers, Delivery delivery) {
    static final Answer DROPPED = text(0, "").delivered(Delivery.RESET);

    static final Answer HUNG_UP = text(0, "").delivered(Delivery.CLOSED);

    private static final JsonMapper JSON = new JsonMapper();

    /** The documented error body. */
    private record ErrorBody(Error error) {}

    @SuppressWarnings("JavaLangClash") // the contract's word
    private record Error(String code, String message, String doc_url) {}

    static Answer json(int status, String body) {
        return new Answer(status, "application/json", body, Map.of(), Delivery.WHOLE);
    }

    static Answer error(ErrorCode code, String message) {
        Error error = new Error(code.contractName(), message, code.docUrl());
        return json(code.status(), JSON.writeValueAsString(new ErrorBody(error)));
    }

    static Answer text(int status, String body) {
        return new Answer(status, "text/plain", body, Map.of(), Delivery.WHOLE);
    }

    /** A page as gateways send it. */
    static Answer html(int status, String title) {
        String page = "<html><head><title>%1$d %2$s</title></head><body><h1>%1$d %2$s</h1></body></html>";
        return new Answer(status, "text/html", page.formatted(status, title), Map.of(), Delivery.WHOLE);
    }

    Answer with(Map<String, String> newHeaders) {
        return new Answer(status, contentType, body, newHeaders, delivery);
    }

    Answer delivered(Delivery newDelivery) {
        return new Answer(status, contentType, body, headers, newDelivery);
    }

    /** All that is sent is there, but it is only the first half of the body. */
    Answer halved() {
        return new Answer(status, contentType, body.substring(0, body.length() / 2), headers, delivery);
    }
}
