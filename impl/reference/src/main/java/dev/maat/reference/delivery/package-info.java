/**
 * Hands messages to the application.
 *
 * <p>Terms: delivery is <em>plain</em> where a message that is next in its order is handed up at once, and <em>uniform</em> where it
 * waits until it survives every view change: then no process, even one that is excluded, has delivered a message that the members
 * that go on do not deliver. A delivered message is <em>safe</em> when every member holds it and its causes: then every cut has it. What
 * is merely stable may be freed, but not told safe.
 *
 * <p>May use: group, stream, parts, contract. May be used by: ordering, reliability, the member.
 */
@NullMarked
package dev.maat.reference.delivery;

import org.jspecify.annotations.NullMarked;
