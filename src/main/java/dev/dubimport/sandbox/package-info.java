/**
 * The stand-in service for rehearsals and tests, on loopback: the contract's checks, the live service's traps, and faults on
 * demand. It shares no type with the rest of the program, so that one wrong type cannot agree with itself.
 */
@NullMarked
package dev.dubimport.sandbox;

import org.jspecify.annotations.NullMarked;
