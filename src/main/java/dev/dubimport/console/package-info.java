/** A page on loopback that shows runs, their progress and the story of an invoice; it changes nothing. */
@NullMarked
package dev.dubimport.console;

import org.jspecify.annotations.NullMarked;
