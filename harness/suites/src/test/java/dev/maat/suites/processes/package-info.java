/**
 * Suites on plain processes of this machine: they need no container engine, so they always run.
 *
 * <p>May use: everything, as all suites do.
 */
package dev.maat.suites.processes;
