package dev.dubimport.job;

import dev.dubimport.csv.SalesFile;
import dev.dubimport.csv.Survey;
import dev.dubimport.ledger.Destination;
import java.time.Duration;

/**
 * What is to be imported, and where to.
 *
 * @param recipe a digest of what decides about the rows' meaning besides the file: a run is gone on with only by the same
 * @param resendInDoubt whether a person decided that sales are resent which the service may have forgotten
 * @param groupSize how many sales are claimed at once, and so may be in doubt after a crash; at least 1
 * @param answerWithin how long a process waits for an answer
 * @param workingTime how long the service may work on a request that nobody waits for any more
 * @param settlingPause how long after an unanswered attempt the service may still not know its invoice id
 */
public record ImportOrder(
        SalesFile file,
        Survey survey,
        Destination destination,
        String recipe,
        boolean resendInDoubt,
        int groupSize,
        Duration answerWithin,
        Duration workingTime,
        Duration settlingPause) {}
