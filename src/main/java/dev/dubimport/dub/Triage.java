package dev.dubimport.dub;

import dev.dubimport.sale.Money;
import dev.dubimport.sale.Sale;
import dev.dubimport.sale.Shown;
import java.time.Duration;
import java.util.Currency;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Tells what a call means: recorded, refused, worth another try, in doubt, or the end of the run. What is not surely
 * something else is in doubt. All text from outside comes through {@link #shown}, which takes out the key.
 */
final class Triage {
    private static final int MOST_SHOWN = 300;
    private static final Pattern NO_WORKSPACE =
            Pattern.compile("workspace\\b.*\\bnot found\\b.*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private final ApiKey key;

    Triage(ApiKey key) {
        this.key = key;
    }

    Attempt judge(Exchange.Silence silence) {
        String reason = said(silence);
        if (silence.willNotHeal()) {
            return fatal(
                    Halt.Reason.NO_TRUST,
                    reason,
                    "check --base-url, and that no proxy stands between; Java must know who signed the certificate");
        }
        Attempt.Trace trace = silence.sent() ? Attempt.Trace.WORK : Attempt.Trace.NONE;
        return new Attempt.Missed(trace, silence.code(), reason, Duration.ZERO);
    }

    Attempt judge(Sale sale, Exchange.Reply reply) {
        return reply.status() / 100 == 2 ? accepted(sale, reply) : judge(reply);
    }

    /** A reply without an answer in it, whatever was asked. */
    Attempt judge(Exchange.Reply reply) {
        return switch (reply.status() / 100) {
            case 2 -> unreadable(reply);
            case 3 -> redirected(reply);
            case 4 -> rejected(reply);
            default -> missed(reply);
        };
    }

    private Attempt accepted(Sale sale, Exchange.Reply reply) {
        Optional<SaleBody> body = SaleBody.parse(reply.body());
        return body.isEmpty() ? unreadable(reply) : new Attempt.Settled(compared(sale, body.get()));
    }

    private static Attempt unreadable(Exchange.Reply reply) {
        String reason = reply.status() + " with a body that is not of the contract's shape";
        return new Attempt.Missed(Attempt.Trace.WORK, "unreadable_answer", reason, Duration.ZERO);
    }

    private Answer compared(Sale sent, SaleBody recorded) {
        if (recorded.isNone()) {
            return new Answer.Unattributed(unattributed(sent));
        }
        if (!sent.invoiceId().equals(recorded.invoiceId())) {
            return new Answer.Conflict("the API answered with the sale of "
                    + (recorded.invoiceId() == null ? "no invoice id" : "invoice id " + quoted(recorded.invoiceId()))
                    + "; look both up in Dub before you import this one again");
        }
        Optional<String> other = otherContent(sent, recorded);
        if (other.isPresent()) {
            return new Answer.Conflict("the API has this invoice id with " + other.get()
                    + "; find out which is right: what is recorded cannot be changed by an import");
        }
        // Other currencies are converted to US dollars at today's rate, so only equal currencies can be compared.
        Currency currency = sent.amount().currency();
        if (!Stream.of(currency.getCurrencyCode(), "USD").anyMatch(recorded.currency()::equalsIgnoreCase)) {
            return new Answer.Conflict(
                    "the API has this invoice id in " + quoted(recorded.currency()) + ", the file in "
                            + currency.getCurrencyCode()
                            + "; find out which is right: what is recorded cannot be changed by an import");
        }
        boolean comparable = currency.getCurrencyCode().equalsIgnoreCase(recorded.currency());
        if (comparable && sent.amount().minorUnits() != recorded.minorUnits()) {
            return new Answer.Conflict("the API has this invoice id with "
                    + Money.majorUnits(recorded.minorUnits(), currency).toPlainString() + " "
                    + currency.getCurrencyCode() + ", the file with " + sent.amount()
                    + "; find out which is right: what is recorded cannot be changed by an import");
        }
        return new Answer.Recorded(recorded.minorUnits(), shown(recorded.currency()));
    }

    /** A repeated invoice id is answered with what was recorded first (dub-api.md, trap 2), whoever had sent it. */
    private Optional<String> otherContent(Sale sent, SaleBody recorded) {
        return Stream.of(
                        difference(
                                "customer", sent.externalId(), recorded.told().customer()),
                        difference("event", sent.eventName(), recorded.told().eventName()),
                        difference(
                                "payment processor",
                                sent.paymentProcessor().contractName(),
                                recorded.paymentProcessor()))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private Optional<String> difference(String what, String sent, Optional<String> recorded) {
        return recorded.filter(text -> !text.equals(sent))
                .map(text -> what + " " + quoted(text) + ", the file with " + quoted(sent));
    }

    private String unattributed(Sale sent) {
        if (sent.amount().minorUnits() == 0) {
            return "accepted but not recorded: the API records no sale of amount 0; leave the row out";
        }
        return "accepted but not recorded: Dub knows no customer " + quoted(sent.externalId())
                + " who came through a link; import the row again once there is one";
    }

    private Attempt redirected(Exchange.Reply reply) {
        String target = reply.location().map(place -> " to " + shown(place)).orElse("");
        return fatal(
                Halt.Reason.REDIRECTED,
                reply.status() + " redirects" + target + ", and the key must not go along",
                "give the API's own address as --base-url");
    }

    private Attempt rejected(Exchange.Reply reply) {
        Optional<ErrorBody> error = ErrorBody.parse(reply.body());
        String said = said(reply.status(), error);
        return switch (reply.status()) {
            case 401 ->
                fatal(
                        Halt.Reason.UNAUTHORIZED,
                        said + ": the API key is missing, invalid or expired",
                        "set DUB_API_KEY to a valid key of this workspace");
            case 403 ->
                fatal(
                        Halt.Reason.FORBIDDEN,
                        said + ": the key or the workspace's plan does not allow this call",
                        "check the key's permissions and the plan's quota in Dub");
            case 404, 405 -> notFound(reply, error, said);
            case 408 -> missed(reply);
            case 429 -> new Attempt.Limited(code(reply.status(), error), said, reply.retryAfter(), reply.limit());
            default -> refused(reply, error, said);
        };
    }

    private Attempt notFound(Exchange.Reply reply, Optional<ErrorBody> error, String said) {
        if (error.isEmpty()) {
            return fatal(
                    Halt.Reason.NOT_THE_API,
                    said + ": this is not Dub's API",
                    "give the API's own address as --base-url");
        }
        if (NO_WORKSPACE.matcher(error.get().message()).matches()) {
            return fatal(
                    Halt.Reason.NO_WORKSPACE,
                    said + ": the API key is of an old kind, or its workspace is gone",
                    "make a new key in the workspace's settings and set DUB_API_KEY to it");
        }
        return refused(reply, error, said);
    }

    /** Only the API's own words refuse: a page of something before it says nothing of what the API did. */
    private Attempt refused(Exchange.Reply reply, Optional<ErrorBody> error, String said) {
        if (error.isEmpty()) {
            return missed(reply);
        }
        String message = said + "; " + mend(reply.status());
        return new Attempt.Settled(new Answer.Refused(reply.status(), code(reply.status(), error), message));
    }

    private static String mend(int status) {
        return switch (status) {
            case 404, 410 ->
                "check in Dub that the customer's link is there and enabled and that the lead event has this name,"
                        + " then import the row again";
            case 409 -> "look the invoice up in Dub before you import the row again";
            default -> "mend the row and import it again";
        };
    }

    /** The API's own error shows that it has ended its work; a page of something before it does not. */
    private Attempt missed(Exchange.Reply reply) {
        Optional<ErrorBody> error = ErrorBody.parse(reply.body());
        Attempt.Trace trace = error.isPresent() ? Attempt.Trace.SALE : Attempt.Trace.WORK;
        return new Attempt.Missed(trace, code(reply.status(), error), said(reply.status(), error), reply.retryAfter());
    }

    private Attempt fatal(Halt.Reason reason, String rule, String mend) {
        return new Attempt.Fatal(new Halt(reason, rule + "; " + mend + " and run the same command again"));
    }

    private String code(int status, Optional<ErrorBody> error) {
        return error.map(ErrorBody::code).map(key::redact).orElse("http_" + status);
    }

    String said(Exchange.Silence silence) {
        return shown(silence.reason());
    }

    String said(Exchange.Reply reply) {
        return said(reply.status(), ErrorBody.parse(reply.body()));
    }

    private String said(int status, Optional<ErrorBody> error) {
        return error.map(body -> status + " " + shown(body.code()) + message(body))
                .orElse(status + " without an error body of the API");
    }

    private String message(ErrorBody body) {
        return body.message().isBlank() ? "" : " (" + shown(body.message()) + ")";
    }

    private String quoted(String text) {
        return "\"" + Shown.shortened(key.redact(text)) + "\"";
    }

    /** Redacted before it is cut, so that no half of a key is left. */
    private String shown(String text) {
        return Shown.shortened(key.redact(text), MOST_SHOWN);
    }
}
