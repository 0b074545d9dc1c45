package dev.maat.jgroupsraft;

import dev.maat.contract.Effect;
import dev.maat.contract.MemberListener;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.jgroups.raft.StateMachine;

/**
 * The state machine: it delivers each message once. An entry is the length of the sending process's name, the name, the number of the
 * message among that process's, and the payload.
 */
final class Broadcasts implements StateMachine {
    private static final byte[] NO_RESULT = new byte[0];

    private final MemberListener up;
    /** The number of the last message of each process that was delivered. */
    private final Map<String, Long> delivered = new TreeMap<>();

    Broadcasts(MemberListener up) {
        this.up = up;
    }

    static byte[] entry(String process, long number, byte[] payload) {
        byte[] name = process.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(Short.BYTES + name.length + Long.BYTES + payload.length)
                .putShort((short) name.length)
                .put(name)
                .putLong(number)
                .put(payload)
                .array();
    }

    @Override
    public synchronized byte[] apply(byte[] data, int offset, int length, boolean serializeResponse) {
        ByteBuffer entry = ByteBuffer.wrap(data, offset, length);
        byte[] name = new byte[entry.getShort()];
        entry.get(name);
        String process = new String(name, StandardCharsets.UTF_8);
        long number = entry.getLong();
        if (number > delivered.getOrDefault(process, 0L)) {
            delivered.put(process, number);
            byte[] payload = new byte[entry.remaining()];
            entry.get(payload);
            up.deliver(payload, Effect.NO_PLACE);
        }
        return NO_RESULT;
    }

    @Override
    public synchronized void writeContentTo(DataOutput out) throws IOException {
        out.writeInt(delivered.size());
        for (Map.Entry<String, Long> last : delivered.entrySet()) {
            out.writeUTF(last.getKey());
            out.writeLong(last.getValue());
        }
    }

    @Override
    public synchronized void readContentFrom(DataInput in) throws IOException {
        delivered.clear();
        int processes = in.readInt();
        for (int i = 0; i < processes; i++) {
            delivered.put(in.readUTF(), in.readLong());
        }
    }
}
