package dev.dubimport.model;

import java.util.List;

/** What may go wrong with one call: whether the service records the sale all the same, and what the client gets to see. */
enum Fault {
    ERROR_500(Handled.AT_ONCE_PERHAPS, Seen.status(500, error("internal_server_error"))),
    BAD_GATEWAY_502(Handled.PERHAPS, Seen.status(502, "<html><h1>502 Bad Gateway</h1></html>")),
    UNAVAILABLE_503(Handled.PERHAPS, Seen.status(503, "")),
    GATEWAY_TIMEOUT_504(Handled.PERHAPS, Seen.status(504, "<html>504</html>")),
    TIMEOUT_408(Handled.PERHAPS, Seen.status(408, "")),
    LIMITED_429(Handled.NO, Seen.status(429, error("rate_limit_exceeded"))),
    REFUSED(Handled.NO, Seen.unsent("connection_refused")),
    TLS_FAILED(Handled.NO, Seen.unsent("no_connection")),
    RESET_BEFORE(Handled.NO, Seen.lost()),
    RESET_AFTER(Handled.YES, Seen.lost()),
    /** The client hears of the loss before the service is done. */
    RESET_DURING(Handled.LATE, Seen.lost()),
    SILENT_BEFORE(Handled.NO, Seen.nothing()),
    SILENT_AFTER(Handled.YES, Seen.nothing()),
    /** Records after the client has stopped waiting. */
    LATE(Handled.LATE, Seen.nothing()),
    DRIPPING(Handled.YES, Seen.nothing()),
    HUGE(Handled.YES, Seen.lost()),
    TRUNCATED(Handled.YES, Seen.status(200, "{\"eventName\": \"Purchase\", \"sale\": {\"amou")),
    NO_JSON(Handled.PERHAPS, Seen.status(200, "<html>Welcome</html>")),
    OTHER_SHAPE(Handled.PERHAPS, Seen.status(200, "{\"ok\": true}")),
    /** The customer's link is disabled for this one call, whatever was recorded before. */
    LINK_GONE_404(Handled.NO, Seen.status(404, error("not_found"))),
    /** Nobody is there, for a while. */
    OUTAGE(Handled.NO, Seen.unsent("connection_refused")),
    /** The key is revoked until a person mends it before the next run. */
    REVOKED_401(Handled.NO, Seen.status(401, error("unauthorized")));

    /** Whether a request with the fault is handled. */
    enum Handled {
        NO,
        /** Or not: by the time of the answer. */
        AT_ONCE_PERHAPS,
        /** Or not: by the time of the answer, or after it. */
        PERHAPS,
        /** By the time of the answer. */
        YES,
        /** After the client has lost sight of it. */
        LATE
    }

    /** What the client sees: a status, a connection that was lost, none at all, or nothing until it gives up. */
    private record Seen(int status, String text, boolean sent, boolean atOnce) {
        static Seen status(int status, String body) {
            return new Seen(status, body, true, true);
        }

        static Seen unsent(String code) {
            return new Seen(0, code, false, true);
        }

        static Seen lost() {
            return new Seen(0, "connection_lost", true, true);
        }

        static Seen nothing() {
            return new Seen(0, "no_answer", true, false);
        }
    }

    static final List<Fault> ALL = List.of(values());

    final Handled handled;

    /** 0 where the client sees no answer. */
    final int status;

    /** The body, or a word for what happened to the connection. */
    final String text;

    /** Whether the client knows that the request may have gone out. */
    final boolean sent;

    /** Whether the client hears of it, and need not wait until it gives up. */
    final boolean atOnce;

    Fault(Handled handled, Seen seen) {
        this.handled = handled;
        this.status = seen.status;
        this.text = seen.text;
        this.sent = seen.sent;
        this.atOnce = seen.atOnce;
    }

    private static String error(String code) {
        return "{\"error\": {\"code\": \"" + code + "\", \"message\": \"played\", \"doc_url\": \"\"}}";
    }
}
