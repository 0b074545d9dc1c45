/** Deployments, campaigns, the maat command. */
@NullMarked
package dev.maat.engine;

import org.jspecify.annotations.NullMarked;
