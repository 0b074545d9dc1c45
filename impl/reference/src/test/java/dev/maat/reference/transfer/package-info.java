/** How a state goes to a joiner. */
@NullMarked
package dev.maat.reference.transfer;

import org.jspecify.annotations.NullMarked;
