/**
 * Mutants of the reference that were written by hand. A <em>patch</em> breaks one rule in one class of the reference by a few lines of text;
 * the patched class is compiled against the rest of the reference, packed as an implementation folder, and hunted like any implementation.
 * The zoo's defects replace rules that the reference offers to be replaced; a patch reaches every line.
 *
 * <p>The resources {@code patches/*.txt} hold the patches, {@code patch-kills.csv} the seeds that kill them.
 */
@NullMarked
package dev.maat.suites.patches;

import org.jspecify.annotations.NullMarked;
