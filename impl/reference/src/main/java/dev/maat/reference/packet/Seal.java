package dev.maat.reference.packet;

import dev.maat.contract.ProcessId;
import java.nio.ByteBuffer;

/**
 * The last bytes of every packet, by which a receiver knows that the bytes before them arrived as a process of the group sent them. They
 * cover the whole packet: version, kind, subject, generation, sender and body. A seal belongs to one process.
 *
 * <table>
 * <caption>What arrives and is dropped</caption>
 * <tr><th></th><th>{@link Checksum}</th><th>{@link GroupKey}</th></tr>
 * <tr><td>damaged on its way</td><td>but for one in 2<sup>32</sup></td><td>yes</td></tr>
 * <tr><td>made by a process without the key</td><td>no</td><td>yes</td></tr>
 * <tr><td>of another generation</td><td>yes, by the packet's field</td><td>yes, by the key too</td></tr>
 * <tr><td>sent again by somebody else</td><td>as far as the protocol drops what is about another view</td><td>yes</td></tr>
 * </table>
 */
public sealed interface Seal permits Checksum, GroupKey {
    /** The bytes at the end of a packet that are the seal. */
    int bytes();

    /** Seals the packet between 0 and the limit: writes its last {@link #bytes()} bytes. Each call is for a packet of its own. */
    void close(ByteBuffer packet);

    /** Whether the packet between position and limit is as it was sealed; it is longer than the seal. */
    boolean isIntact(ByteBuffer packet);

    /** Whether an intact packet of that process arrives for the first time; asked once a packet. */
    boolean isFresh(ProcessId sender, ByteBuffer packet);
}
