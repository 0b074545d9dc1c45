/**
 * A running group by its packets: hostile ones, and messages longer than a packet.
 *
 * <p>{@code CodecFuzzer} and {@code MemberFuzzer} are the targets of the coverage-guided fuzzer ({@code mvn -Pfuzz}); the ordinary build runs the
 * same code on random inputs.
 */
package dev.maat.reference.wire;
