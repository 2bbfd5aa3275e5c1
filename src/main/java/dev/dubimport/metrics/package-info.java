/**
 * What can be measured, by name: the only room that knows Micrometer. It hears of calls, rows and files by the listeners of the
 * rooms where they happen. No label holds what comes from a file or from the service, so there are few series and no secrets.
 */
@NullMarked
package dev.dubimport.metrics;

import org.jspecify.annotations.NullMarked;
