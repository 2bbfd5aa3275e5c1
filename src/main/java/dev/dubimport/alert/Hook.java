package dev.dubimport.alert;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Somebody who is told. Each tries once when asked, within bounded time, and never throws for what it meets outside. */
public sealed interface Hook extends AutoCloseable permits Webhook, CommandHook {

    /** How a webhook wants to be told. */
    enum Format {
        /** Slack's message, which Mattermost, Rocket.Chat and others take as well. */
        SLACK,
        /** The fields of docs/alerts.md. */
        JSON
    }

    /**
     * A webhook at that address, which is a secret: it is in no message.
     *
     * @param format empty to go by the address: Slack's own takes its messages, all others JSON
     * @throws IllegalArgumentException with a message for people, where it is no address that a secret may be sent to
     */
    static Hook webhook(String url, Optional<Format> format) {
        return Webhook.of(url, format);
    }

    /**
     * A program, run without a shell and without arguments, with the alert on its standard input.
     *
     * @param environment of this process; the program gets it without our secrets
     * @param secrets the variables in it that hold one, beside the webhook's and the database's
     */
    static Hook command(Path program, Map<String, String> environment, Set<String> secrets) {
        return CommandHook.of(program, environment, secrets);
    }

    /** Tries once to deliver it. */
    Delivery deliver(Alert alert);

    /** Whom it tells, for people; without secrets. */
    String name();

    /** How often it is tried at most. */
    int mostAttempts();

    /** Ends what is under way, and delivers no more; from any thread, and more than once. */
    @Override
    void close();

    /**
     * What came of one attempt.
     *
     * @param problem empty where it was delivered
     * @param mayHeal whether another attempt may fare better
     * @param notBefore how long the other side asks to be left alone
     */
    record Delivery(Optional<String> problem, boolean mayHeal, Duration notBefore) {
        static final Delivery DONE = new Delivery(Optional.empty(), false, Duration.ZERO);

        static Delivery refused(String problem) {
            return new Delivery(Optional.of(problem), false, Duration.ZERO);
        }

        static Delivery failed(String problem, Duration notBefore) {
            return new Delivery(Optional.of(problem), true, notBefore);
        }
    }
}
