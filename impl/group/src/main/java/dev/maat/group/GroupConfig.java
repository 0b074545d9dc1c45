package dev.maat.group;

import dev.maat.contract.Limits;
import dev.maat.transport.TransportKind;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a process that joins its group. All processes of a group are configured alike, except for {@code self} and the folder.
 *
 * @param generation names the group and its life: after the group has lost its quorum for good, an operator begins a new generation
 * @param self the name of this node, one of {@code nodes}
 * @param nodes the address of every node that may ever be a member
 * @param founders the nodes of the first view, in rank order
 * @param stateFolder where this node keeps its incarnation count; it must survive restarts, and no other node may use it
 * @param transport how packets travel
 * @param multicastGroup the IP multicast group and port, with {@link TransportKind#MULTICAST}
 * @param limits of packets, payloads and buffers
 * @param options of the reference: {@code ordering}, {@code delivery}, {@code reliability}, {@code suspicionMillis}, and the others
 */
public record GroupConfig(
        String generation,
        String self,
        SequencedMap<String, InetSocketAddress> nodes,
        List<String> founders,
        Path stateFolder,
        TransportKind transport,
        @Nullable InetSocketAddress multicastGroup,
        Limits limits,
        Map<String, String> options) {
    /** The longest payload fits into this share of the buffers, or a message that waits could never be sent. */
    private static final int BUFFER_SHARES = 32;

    public GroupConfig {
        nodes = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(nodes));
        founders = List.copyOf(founders);
        options = Map.copyOf(options);
        if (generation.isBlank()) {
            throw new IllegalArgumentException("the generation needs a name: all processes of the group give the same");
        }
        if (founders.isEmpty()) {
            throw new IllegalArgumentException("a group needs at least one founder");
        }
        long leastBufferBytes = (long) BUFFER_SHARES * limits.maxPayloadBytes();
        if (limits.maxBufferBytes() < leastBufferBytes) {
            throw new IllegalArgumentException("limits.maxBufferBytes is " + limits.maxBufferBytes()
                    + ": for payloads of up to " + limits.maxPayloadBytes()
                    + " bytes (limits.maxPayloadBytes) it must be at least " + leastBufferBytes);
        }
        for (String founder : founders) {
            if (!nodes.containsKey(founder)) {
                throw new IllegalArgumentException("founder '" + founder + "' is none of the nodes " + nodes.keySet());
            }
        }
    }

    /** Without the values of options: one may be a key. */
    @Override
    public String toString() {
        return "group " + generation + ", node " + self + " of " + nodes + ", founders " + founders + ", "
                + transport.word() + ", options " + new TreeSet<>(options.keySet());
    }

    /** Begins a configuration; add at least one node and a state folder. */
    public static Builder of(String generation, String self) {
        return new Builder(generation, self);
    }

    /** Collects a configuration. Unless told otherwise every node is a founder, and packets are UDP datagrams. */
    public static final class Builder {
        private final String generation;
        private final String self;
        private final SequencedMap<String, InetSocketAddress> nodes = new LinkedHashMap<>();
        private final Map<String, String> options = new LinkedHashMap<>();
        private List<String> founders = List.of();
        private @Nullable Path stateFolder;
        private TransportKind transport = TransportKind.UDP;
        private @Nullable InetSocketAddress multicastGroup;
        private Limits limits = Limits.DEFAULT;

        private Builder(String generation, String self) {
            this.generation = generation;
            this.self = self;
        }

        /** A node that may be a member, this one included. */
        public Builder node(String name, InetSocketAddress address) {
            if (nodes.put(name, address) != null) {
                throw new IllegalArgumentException("node '" + name + "' is given twice");
            }
            return this;
        }

        public Builder founders(String... names) {
            this.founders = List.of(names);
            return this;
        }

        public Builder stateFolder(Path folder) {
            this.stateFolder = folder;
            return this;
        }

        public Builder transport(TransportKind kind) {
            this.transport = kind;
            return this;
        }

        /** Lets one datagram reach the whole group. */
        public Builder multicast(InetSocketAddress group) {
            this.transport = TransportKind.MULTICAST;
            this.multicastGroup = group;
            return this;
        }

        public Builder limits(Limits bounds) {
            this.limits = bounds;
            return this;
        }

        /** {@code fifo}, {@code causal}, {@code total} or {@code agreed}. */
        public Builder ordering(String word) {
            return option("ordering", word);
        }

        /** {@code plain} or {@code uniform}. */
        public Builder delivery(String word) {
            return option("delivery", word);
        }

        /** {@code nack}, {@code ack} or {@code tree}. */
        public Builder reliability(String word) {
            return option("reliability", word);
        }

        /**
         * The secret of the group, 16 to 1,024 bytes: a process without it can neither join nor send, nor send recorded packets again.
         * Payloads are not encrypted.
         */
        public Builder key(byte[] secret) {
            return option("groupKey", Base64.getEncoder().encodeToString(secret));
        }

        /** Any option of the reference, by name. */
        public Builder option(String name, String value) {
            options.put(name, value);
            return this;
        }

        /** @throws IllegalArgumentException if something is missing or contradicts itself */
        public GroupConfig build() {
            if (stateFolder == null) {
                throw new IllegalArgumentException(
                        "stateFolder is missing: a restarted process must know that it is a new one");
            }
            List<String> founding = founders.isEmpty() ? new ArrayList<>(nodes.keySet()) : founders;
            return new GroupConfig(
                    generation, self, nodes, founding, stateFolder, transport, multicastGroup, limits, options);
        }
    }
}
