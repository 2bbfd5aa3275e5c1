/**
 * What a sale is: the fields of the contract, the rules that a row must keep to become a sale, money, outcomes and control
 * totals. Pure Java; every other room speaks these words.
 */
@NullMarked
package dev.dubimport.sale;

import org.jspecify.annotations.NullMarked;
