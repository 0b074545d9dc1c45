package dev.maat.reference.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class FeedbackTreeTest {
    private static final int MAX_LEVELS = 20;

    private static TreeSet<Integer> suspects(int size, int sender, long seed, int percent) {
        java.util.Random random = new java.util.Random(seed);
        TreeSet<Integer> suspects = new TreeSet<>();
        for (int rank = 0; rank < size; rank++) {
            if (rank != sender && random.nextInt(100) < percent) {
                suspects.add(rank);
            }
        }
        return suspects;
    }

    private static List<Integer> children(FeedbackTree tree, int sender, int peer, TreeSet<Integer> suspects) {
        return Arrays.stream(tree.children(sender, peer, suspects::contains))
                .boxed()
                .toList();
    }

    @Property(tries = 300)
    void everyTrustedPeerReachesTheSenderOverTrustedPeersThatExpectIt(
            @ForAll @IntRange(min = 1, max = 150) int size,
            @ForAll @IntRange(min = 2, max = 10) int fanOut,
            @ForAll @IntRange(min = 0, max = 90) int percent,
            @ForAll long seed) {
        int sender = (int) Math.floorMod(seed, (long) size);
        TreeSet<Integer> suspects = suspects(size, sender, seed, percent);
        FeedbackTree tree = new FeedbackTree(size, fanOut);
        for (int rank = 0; rank < size; rank++) {
            int peer = rank;
            for (int level = 0; peer != sender && !suspects.contains(rank); level++) {
                int parent = tree.parent(sender, peer, suspects::contains);
                assertThat(suspects).doesNotContain(parent);
                assertThat(children(tree, sender, parent, suspects)).contains(peer);
                assertThat(level).isLessThan(MAX_LEVELS);
                peer = parent;
            }
        }
        assertThat(children(tree, sender, sender, suspects)).hasSizeLessThanOrEqualTo(fanOut);
    }

    @Property(tries = 300)
    void aSuspectedPeerStillFindsATrustedParent(
            @ForAll @IntRange(min = 2, max = 150) int size,
            @ForAll @IntRange(min = 2, max = 10) int fanOut,
            @ForAll @IntRange(min = 0, max = 100) int percent,
            @ForAll long seed) {
        TreeSet<Integer> suspects = suspects(size, 0, seed, percent);
        FeedbackTree tree = new FeedbackTree(size, fanOut);
        for (int peer : suspects) {
            assertThat(tree.parent(0, peer, suspects::contains))
                    .isGreaterThanOrEqualTo(0)
                    .isNotEqualTo(peer);
        }
    }

    @Property(tries = 100)
    void noPeerHasMoreChildrenThanTheFanOutWhileNoneIsSuspected(
            @ForAll @IntRange(min = 1, max = 300) int size, @ForAll @IntRange(min = 2, max = 10) int fanOut) {
        FeedbackTree tree = new FeedbackTree(size, fanOut);
        int all = 0;
        for (int peer = 0; peer < size; peer++) {
            List<Integer> children = children(tree, 0, peer, new TreeSet<>());
            assertThat(children).hasSizeLessThanOrEqualTo(fanOut);
            all += children.size();
        }
        assertThat(all).isEqualTo(size - 1);
    }
}
