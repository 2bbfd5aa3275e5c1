package dev.dubimport.reconcile;

/**
 * How one sale stands, and why.
 *
 * @param reason empty where it agrees
 * @param next what to do; empty where it agrees
 */
record Judgement(Standing standing, String reason, String next) {
    static final Judgement AGREES = new Judgement(Standing.AGREES, "", "");
}
