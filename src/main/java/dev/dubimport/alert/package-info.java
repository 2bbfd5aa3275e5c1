/**
 * Tells people who are not there what became of imports: what a person should know, to whom it goes, and how it is tried again.
 * Nothing in here delays an import or breaks it, and no secret and no datum of a sale leaves by it.
 */
@NullMarked
package dev.dubimport.alert;

import org.jspecify.annotations.NullMarked;
