package dev.maat.group;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maat.contract.Limits;
import dev.maat.contract.StateImage;
import dev.maat.contract.StateLoader;
import dev.maat.contract.View;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.zip.CRC32;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A state of 100 MB comes to a joiner on real sockets while the members multicast. With {@code -Dmaat.figureSeconds=3} it prints what the
 * transfer takes, and how fast the group was for so many seconds before.
 */
class LargeStateTest {
    private static final long STATE_BYTES = Long.getLong("maat.stateBytes", 100_000_000);
    private static final long FIGURE_SECONDS = Long.getLong("maat.figureSeconds", 0);
    private static final int PAYLOAD_BYTES = 1_000;
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    /** A busy machine must not look like a dead member, or a joiner that gets nothing. */
    private static final String PATIENT_MILLIS = "60000";

    /** A tenth of the state's size, so that no member can hold the state. */
    private static final Limits LIMITS = new Limits(
            Integer.getInteger("maat.packetBytes", 1_400), 256 * 1024, Long.getLong("maat.bufferBytes", 10_000_000));

    @TempDir
    Path folder;

    private final List<Group> groups = new ArrayList<>();
    private final AtomicBoolean sending = new AtomicBoolean(true);

    @AfterEach
    void closeAll() {
        sending.set(false);
        groups.forEach(Group::close);
    }

    /** A state that is made up as it is read, so that no process holds it. */
    private static final class Application implements GroupListener {
        final AtomicLong delivered = new AtomicLong();
        final AtomicLong openImages = new AtomicLong();
        volatile long loadedBytes = -1;
        volatile long loadedSum;
        volatile long deliveredBeforeLoad;
        volatile int members;

        @Override
        public void deliver(Delivery delivery) {
            delivered.incrementAndGet();
        }

        @Override
        public void view(View view) {
            members = view.members().size();
        }

        @Override
        public StateImage takeImage() {
            openImages.incrementAndGet();
            return new MadeUp(openImages);
        }

        @Override
        public StateLoader stateLoader() {
            CRC32 sum = new CRC32();
            AtomicLong stored = new AtomicLong();
            return new StateLoader() {
                @Override
                public void store(byte[] piece) {
                    sum.update(piece);
                    stored.addAndGet(piece.length);
                }

                @Override
                public void load() {
                    deliveredBeforeLoad = delivered.get();
                    loadedSum = sum.getValue();
                    loadedBytes = stored.get();
                }

                @Override
                public void discard() {}
            };
        }
    }

    private record MadeUp(AtomicLong open) implements StateImage {
        @Override
        public long sizeBytes() {
            return STATE_BYTES;
        }

        @Override
        public byte[] read(long offset, int length) {
            ByteBuffer bytes = ByteBuffer.allocate(length + 2 * Long.BYTES);
            long first = offset & -Long.BYTES;
            while (bytes.remaining() >= Long.BYTES) {
                bytes.putLong((first + bytes.position()) * 0x9e3779b97f4a7c15L);
            }
            int from = (int) (offset - first);
            return Arrays.copyOfRange(bytes.array(), from, from + length);
        }

        @Override
        public long heldBytes() {
            return 0;
        }

        @Override
        public void close() {
            open.decrementAndGet();
        }

        long sum() {
            CRC32 sum = new CRC32();
            for (long at = 0; at < STATE_BYTES; at += 1 << 16) {
                sum.update(read(at, (int) Math.min(1 << 16, STATE_BYTES - at)));
            }
            return sum.getValue();
        }
    }

    private Group join(Loopback loopback, String node, GroupListener listener) throws Exception {
        Group group = Group.join(
                loopback.node(node)
                        .founders("n1", "n2", "n3")
                        .limits(LIMITS)
                        .ordering(System.getProperty("maat.ordering", "total"))
                        .option("suspicionMillis", PATIENT_MILLIS)
                        .option("transferMillis", PATIENT_MILLIS)
                        .build(),
                listener);
        groups.add(group);
        return group;
    }

    private static void await(String what, BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("not within " + PATIENCE + ": " + what);
            }
            TimeUnit.MILLISECONDS.sleep(2);
        }
    }

    private void send(Group group) {
        Thread.startVirtualThread(() -> {
            byte[] payload = new byte[PAYLOAD_BYTES];
            try {
                while (sending.get()) {
                    group.send(payload);
                }
            } catch (InterruptedException | GroupEndedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    @Test
    void aJoinerLoadsAHundredMegabytesWhileTheMembersMulticast() throws Exception {
        Loopback loopback = new Loopback(4, folder);
        List<Application> applications = List.of(new Application(), new Application(), new Application());
        for (int i = 0; i < 3; i++) {
            join(loopback, "n" + (i + 1), applications.get(i));
        }
        for (Group group : groups) {
            group.awaitView(PATIENCE);
        }
        Application first = applications.getFirst();
        await("all are in one view", () -> applications.stream().allMatch(each -> each.members == 3));
        groups.forEach(this::send);
        await("messages are delivered", () -> first.delivered.get() > 1_000);
        Figures before = new Figures(first);
        TimeUnit.SECONDS.sleep(FIGURE_SECONDS);
        before.say("before");
        Application joined = new Application();
        Figures meanwhile = new Figures(first);

        Group joiner = join(loopback, "n4", joined);
        await(
                "the joiner has loaded",
                () -> joined.loadedBytes >= 0 || joiner.state().hasEnded());
        meanwhile.say("during the transfer");
        long atLoad = joined.delivered.get();
        await(
                "the joiner delivers",
                () -> joined.delivered.get() > atLoad + 1_000 || joiner.state().hasEnded());

        assertThat(joiner.state()).isEqualTo(GroupState.MEMBER);
        assertThat(joined.loadedBytes).isEqualTo(STATE_BYTES);
        assertThat(joined.loadedSum).isEqualTo(new MadeUp(new AtomicLong()).sum());
        assertThat(joined.deliveredBeforeLoad).isZero();
        assertThat(applications).allSatisfy(each -> assertThat(each.members).isEqualTo(4));
        await("every image is released", () -> applications.stream().allMatch(each -> each.openImages.get() == 0));
    }

    private static final class Figures {
        private final Application application;
        private final long began = System.nanoTime();
        private final long delivered;

        Figures(Application application) {
            this.application = application;
            this.delivered = application.delivered.get();
        }

        void say(String when) {
            if (FIGURE_SECONDS == 0) {
                return;
            }
            double seconds = (System.nanoTime() - began) / 1e9;
            System.out.printf(
                    "%s: %.2f s, %.0f messages a second, heap %d MB%n",
                    when,
                    seconds,
                    (application.delivered.get() - delivered) / seconds,
                    (Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory()) >> 20);
        }
    }
}
