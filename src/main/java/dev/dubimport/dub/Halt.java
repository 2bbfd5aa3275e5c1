package dev.dubimport.dub;

/**
 * Why the client stopped by itself: what it met would befall every other sale too. Run the same command again once it is
 * mended.
 *
 * @param message what happened and what to do, fit to print
 */
public record Halt(Reason reason, String message) {

    public enum Reason {
        /** 401: the key. */
        UNAUTHORIZED,
        /** 403: the plan, the role of the key, or a quota. */
        FORBIDDEN,
        /** 404 for the workspace: a key of an old kind. */
        NO_WORKSPACE,
        /** 3xx: never followed, since the key would go along. */
        REDIRECTED,
        /** 404 or 405 without the API's error body: something else answers there. */
        NOT_THE_API,
        /** TLS shows that another answers there, or nobody who can prove who it is; nothing was sent. */
        NO_TRUST,
        /** No answer to anything for as long as was agreed. */
        SERVICE_DOWN
    }
}
