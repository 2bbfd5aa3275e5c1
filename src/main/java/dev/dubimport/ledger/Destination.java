package dev.dubimport.ledger;

import java.net.URI;

/**
 * Where sales go. The ledger is kept per destination, so that a rehearsal against the sandbox never hides a sale from the live
 * service.
 *
 * @param baseUrl the service, without a trailing slash
 * @param workspace the name that the user gives to the workspace of the key
 */
public record Destination(URI baseUrl, String workspace) {

    /** {@code https://api.dub.co (workspace acme)}. */
    @Override
    public String toString() {
        return baseUrl + " (workspace " + workspace + ")";
    }
}
