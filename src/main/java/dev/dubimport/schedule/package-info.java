/**
 * Imports that run by themselves: which nights are due, which files of an inbox are complete, what becomes of them, and when
 * what stopped is taken up again. It sends nothing itself and knows the import only as something that ends well or not.
 */
@NullMarked
package dev.dubimport.schedule;

import org.jspecify.annotations.NullMarked;
