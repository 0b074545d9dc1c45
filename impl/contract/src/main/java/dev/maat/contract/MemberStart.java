package dev.maat.contract;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * The settings that a {@link GroupMember} starts with. Its machine may have further network interfaces, on which no group can be
 * formed: a member binds its sockets to its own address, and joins an IP multicast group on the interface of that address.
 *
 * @param self this process; its {@code toString} is the member's name in the group
 * @param generation of the group, part of its name
 * @param founders nodes that found the group, in rank order; in a static group all nodes
 * @param addresses of every node of the topology by name, this one's included, in a fixed order
 * @param multicastAddress the group's, if the transport is IP multicast
 * @param transport {@code udp}, {@code multicast} or {@code tcp}
 * @param options of the implementation, as configured
 */
public record MemberStart(
        ProcessId self,
        String generation,
        List<String> founders,
        SequencedMap<String, InetSocketAddress> addresses,
        @Nullable InetSocketAddress multicastAddress,
        String transport,
        Map<String, String> options) {}
