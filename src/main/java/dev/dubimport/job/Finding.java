package dev.dubimport.job;

import dev.dubimport.csv.Objection;
import dev.dubimport.ledger.Decision;
import dev.dubimport.sale.Outcome;

/** A row's outcome, and why; code and message are empty where there is nothing to explain. */
record Finding(Outcome outcome, String code, String message) {

    static Finding from(Objection objection) {
        return new Finding(objection.outcome(), objection.code(), objection.message());
    }

    static Finding from(Decision.Stands decision) {
        return new Finding(decision.outcome(), decision.code(), decision.message());
    }
}
