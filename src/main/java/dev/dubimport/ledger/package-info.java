/**
 * The lasting record of what was sent to a destination, one entry an invoice id: claims, settlements, runs and reject records,
 * and the folder where they live. The service forgets an invoice id after 7 days; the ledger does not.
 */
@NullMarked
package dev.dubimport.ledger;

import org.jspecify.annotations.NullMarked;
