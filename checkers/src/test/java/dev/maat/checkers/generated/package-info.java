/** Random small histories, valid and corrupted, on which the fast checkers and the naive twins must agree. */
package dev.maat.checkers.generated;
