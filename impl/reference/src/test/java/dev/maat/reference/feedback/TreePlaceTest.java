package dev.maat.reference.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maat.reference.packet.Packet;
import dev.maat.reference.packet.ViewRef;
import dev.maat.reference.stream.SenderLog;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class TreePlaceTest {
    private static final int SENDER = 0;
    private static final long LATER_NANOS = 2_000_000_000;

    private final SuspectingPeers peers = new SuspectingPeers();

    /** Over the ranks 0 to 6 with a fan-out of 2: 0 has the children 1 and 4, 1 has 2 and 3, 4 has 5 and 6. */
    private final TreePlace place = new TreePlace(peers, new FeedbackTree(7, 2), SENDER);

    /** The peer of rank 1, and its opinion of the others. */
    private static final class SuspectingPeers implements Peers {
        private final TreeSet<Integer> suspected = new TreeSet<>();
        private int self = 1;
        private long changes;
        private long now;

        void suspect(int rank, boolean on) {
            changes++;
            if (on) {
                suspected.add(rank);
            } else {
                suspected.remove(rank);
            }
        }

        @Override
        public int size() {
            return 7;
        }

        @Override
        public int self() {
            return self;
        }

        @Override
        public int streams() {
            return 1;
        }

        @Override
        public boolean suspects(int rank) {
            return suspected.contains(rank);
        }

        @Override
        public long suspicionsSoFar() {
            return changes;
        }

        @Override
        public long now() {
            return now;
        }

        @Override
        public SenderLog log(int stream) {
            throw new AssertionError("a place needs no log");
        }

        @Override
        public long askedThrough(SenderLog log) {
            throw new AssertionError("a place asks for nothing");
        }

        @Override
        public long roundTripNanos(int rank) {
            throw new AssertionError("a place waits for nothing");
        }

        @Override
        public boolean acknowledged(int rank, long heldThrough, long freedThrough) {
            throw new AssertionError("a place acknowledges nothing");
        }

        @Override
        public long heldBy(int rank) {
            throw new AssertionError("a place acknowledges nothing");
        }

        @Override
        public ViewRef ref() {
            throw new AssertionError("a place sends nothing");
        }

        @Override
        public int maxBodyBytes() {
            throw new AssertionError("a place sends nothing");
        }

        @Override
        public long draw(long bound, String stream) {
            throw new AssertionError("a place draws nothing");
        }

        @Override
        public void wakeAfter(long delayNanos) {
            throw new AssertionError("a place has no timer");
        }

        @Override
        public void send(int rank, Packet packet) {
            throw new AssertionError("a place sends nothing");
        }

        @Override
        public void multicast(Packet packet) {
            throw new AssertionError("a place sends nothing");
        }
    }

    @Test
    void withoutSuspicionsThePlaceIsThatOfTheTree() {
        assertThat(place.parent()).isEqualTo(SENDER);
        assertThat(place.children()).containsExactly(2, 3);
    }

    @Test
    void childrenAreTheSameArrayUntilASuspicionChanges() {
        int[] before = place.children();
        peers.now += LATER_NANOS;
        assertThat(place.children()).isSameAs(before);

        peers.suspect(6, true);

        assertThat(place.children()).isNotSameAs(before).containsExactly(2, 3);
    }

    @Test
    void theChildrenOfASuspectedCoordinatorTurnToItsSubstituteAndBackWhenTheSuspicionIsWithdrawn() {
        peers.self = 3;
        assertThat(place.parent()).isEqualTo(1);

        peers.suspect(1, true);
        assertThat(place.parent()).isEqualTo(2);

        peers.suspect(1, false);
        assertThat(place.parent()).isEqualTo(1);
    }

    @Test
    void aShunnedParentIsReplacedForATime() {
        peers.self = 3;
        place.shunParent();
        assertThat(place.parent()).isEqualTo(2);

        peers.now += LATER_NANOS - 1;
        assertThat(place.parent()).isEqualTo(2);
        peers.now++;
        assertThat(place.parent()).isEqualTo(1);
    }

    @Test
    void aSecondParentThatIsShunnedRelievesTheFirst() {
        peers.self = 3;
        place.shunParent();
        peers.now++;
        place.shunParent();
        assertThat(place.parent()).isEqualTo(1);
    }

    @Test
    void theSenderIsNeverShunned() {
        place.shunParent();
        assertThat(place.parent()).isEqualTo(SENDER);
    }
}
