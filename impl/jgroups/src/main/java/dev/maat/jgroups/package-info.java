/** JGroups by the same door as the reference. */
@NullMarked
package dev.maat.jgroups;

import org.jspecify.annotations.NullMarked;
