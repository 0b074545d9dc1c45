package com.example;

import dev.maat.contract.Destination;
import dev.maat.contract.Effect;
import dev.maat.contract.Effects;
import dev.maat.contract.ImplementationProvider;
import dev.maat.contract.Input;
import dev.maat.contract.ProcessId;
import dev.maat.contract.ProtocolCore;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reliable FIFO multicast in a static group, by gossip: each member tells at every tick how far it holds each sender's stream, and whoever
 * holds more sends what is missing. Messages of a dead sender spread as those of a living one. Nothing is ever forgotten, and a message
 * must fit a packet: this is a sample.
 */
public final class GossipProvider implements ImplementationProvider.Pure {
    /** For the loader. */
    public GossipProvider() {}

    @Override
    public ProtocolCore newCore(String name, Map<String, String> options) {
        return new Member();
    }

    private static final class Member implements ProtocolCore {
        private static final long TICK_NANOS = 50_000_000;
        private static final int MAX_REPAIRS = 500;
        private static final byte MESSAGE = 1;
        private static final byte DIGEST = 2;

        /** By sender, each message at the place of its number. */
        private final Map<String, List<byte[]>> streams = new TreeMap<>();

        private String self = "";

        @Override
        public void step(long nowNanos, Input input, Effects effects) {
            switch (input) {
                case Input.Start start -> {
                    self = start.self().node();
                    effects.add(new Effect.SetTimer(1, TICK_NANOS));
                }
                case Input.Multicast multicast -> {
                    effects.add(new Effect.Accepted(multicast.token()));
                    int number = stream(self).size();
                    effects.add(new Effect.Send(Destination.GROUP, message(self, number, multicast.payload())));
                    take(self, number, multicast.payload(), effects);
                }
                case Input.Receive receive -> receive(receive, effects);
                case Input.TimerFired tick -> {
                    effects.add(new Effect.Send(Destination.GROUP, digest()));
                    effects.add(new Effect.SetTimer(1, TICK_NANOS));
                }
                case Input.Leave leave -> effects.add(new Effect.Left());
                default -> {}
            }
        }

        private List<byte[]> stream(String sender) {
            return streams.computeIfAbsent(sender, none -> new ArrayList<>());
        }

        /** Takes the next message of a stream; one that comes too early comes again. */
        private void take(String sender, int number, byte[] payload, Effects effects) {
            List<byte[]> stream = stream(sender);
            if (number == stream.size()) {
                stream.add(payload);
                effects.add(
                        new Effect.Deliver(new ProcessId(sender, 0), payload, Effect.NO_PLACE, Effect.NO_HANDLE));
            }
        }

        private void receive(Input.Receive receive, Effects effects) {
            try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(receive.packet()))) {
                if (in.readByte() == MESSAGE) {
                    take(in.readUTF(), in.readInt(), in.readAllBytes(), effects);
                } else {
                    Map<String, Integer> held = new TreeMap<>();
                    for (int left = in.readInt(); left > 0; left--) {
                        held.put(in.readUTF(), in.readInt());
                    }
                    repair(receive.from(), held, effects);
                }
            } catch (IOException damaged) {
                throw new UncheckedIOException(damaged);
            }
        }

        private void repair(String to, Map<String, Integer> held, Effects effects) {
            int repairs = 0;
            for (Map.Entry<String, List<byte[]>> stream : streams.entrySet()) {
                List<byte[]> messages = stream.getValue();
                for (int i = held.getOrDefault(stream.getKey(), 0); i < messages.size() && repairs < MAX_REPAIRS; i++) {
                    byte[] packet = message(stream.getKey(), i, messages.get(i));
                    effects.add(new Effect.Send(new Destination.Node(to), packet));
                    repairs++;
                }
            }
        }

        private byte[] digest() {
            return packet(DIGEST, out -> {
                out.writeInt(streams.size());
                for (Map.Entry<String, List<byte[]>> stream : streams.entrySet()) {
                    out.writeUTF(stream.getKey());
                    out.writeInt(stream.getValue().size());
                }
            });
        }

        private static byte[] message(String sender, int number, byte[] payload) {
            return packet(MESSAGE, out -> {
                out.writeUTF(sender);
                out.writeInt(number);
                out.write(payload);
            });
        }

        private interface Body {
            void write(DataOutputStream out) throws IOException;
        }

        private static byte[] packet(byte kind, Body body) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (DataOutputStream out = new DataOutputStream(bytes)) {
                out.writeByte(kind);
                body.write(out);
            } catch (IOException impossible) {
                throw new UncheckedIOException(impossible);
            }
            return bytes.toByteArray();
        }
    }
}
