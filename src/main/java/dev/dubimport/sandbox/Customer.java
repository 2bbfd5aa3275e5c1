package dev.dubimport.sandbox;

/** Who came through a link, as the service tells of them. */
record Customer(String externalId) {

    String id() {
        return "cus_" + Integer.toHexString(externalId.hashCode());
    }

    String name() {
        return "Customer " + externalId;
    }
}
