/** Planted defects that the checkers must catch. */
@NullMarked
package dev.maat.zoo;

import org.jspecify.annotations.NullMarked;
