package dev.maat.transport;

import dev.maat.contract.Input;
import dev.maat.contract.Limits;
import dev.maat.contract.ProcessId;
import dev.maat.contract.ProtocolCore;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** A member under test, with its thread. */
final class Member implements AutoCloseable {
    final RecordingApplication application = new RecordingApplication();
    final MemberLoop loop;
    private final Thread thread;

    Member(Topology topology, TransportKind kind, ProtocolCore core) throws IOException {
        Input.Start start = new Input.Start(
                new ProcessId(topology.self(), 0),
                "g1",
                true,
                List.copyOf(topology.addresses().keySet()),
                topology.peers(),
                Map.of(),
                Limits.DEFAULT,
                (stream, a, b) -> 0);
        loop = MemberLoop.open(core, start, topology, kind, application);
        thread = Thread.ofPlatform().daemon().start(loop);
    }

    /** Asks the member's thread for something. */
    <T> T ask(Supplier<T> question) throws Exception {
        CompletableFuture<T> answer = new CompletableFuture<>();
        loop.submit(() -> {
            answer.complete(question.get());
            return null;
        });
        return answer.get(20, TimeUnit.SECONDS);
    }

    void multicast(long token, byte[] payload) {
        loop.submit(() -> new Input.Multicast(token, payload));
    }

    @Override
    public void close() throws InterruptedException {
        loop.stop();
        thread.join(20_000);
        if (thread.isAlive()) {
            throw new AssertionError("the member's thread does not end");
        }
    }
}
