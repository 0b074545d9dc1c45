package dev.maat.checkers.generated;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * The kind of group that a history is generated from.
 *
 * @param membership as in the header
 * @param profile the profile that an ideal group of this shape keeps
 * @param places {@code "none"}, or the scope of places
 * @param safe whether safe indications are given
 * @param states whether digests of state transfers are told
 * @param transitional whether views tell transitional sets
 * @param claimsUpcalls whether blocking and serial upcalls are claimed, instead of the profile
 * @param sides partitionable: whether the parts of a view deliver messages of their own in it; then they never merge
 * @param resumes static: whether nodes restart and go on from their state on disk
 */
record Shape(
        String membership,
        String profile,
        String places,
        boolean safe,
        boolean states,
        boolean transitional,
        boolean claimsUpcalls,
        boolean sides,
        boolean resumes) {
    /** The weakest order that the group promises; messages are delivered in this order at least. */
    enum Ordering {
        NONE,
        FIFO,
        CAUSAL,
        TOTAL
    }

    private static final List<String> OF_VIEWS = List.of(
            "reliable",
            "reliable-fifo",
            "reliable-causal",
            "membership",
            "virtually-synchronous",
            "virtually-synchronous-strict",
            "atomic",
            "uniform-atomic",
            "uniform-atomic",
            "uniform-atomic");
    private static final List<String> OF_STATIC = List.of(
            "reliable",
            "reliable-fifo",
            "reliable-causal",
            "total-order-broadcast",
            "total-order-broadcast-uniform",
            "total-order-broadcast-uniform");

    /** The membership and profile of each kind of group. */
    static List<List<String>> kinds() {
        List<List<String>> kinds = new ArrayList<>();
        OF_STATIC.forEach(profile -> kinds.add(List.of("static", profile)));
        OF_VIEWS.forEach(profile -> kinds.add(List.of("primary", profile)));
        OF_VIEWS.stream()
                // Uniform properties concern primary views alone.
                .filter(profile -> !profile.equals("uniform-atomic"))
                .forEach(profile -> kinds.add(List.of("partitionable", profile)));
        return kinds;
    }

    static Shape any(Random random) {
        List<List<String>> kinds = kinds();
        List<String> kind = kinds.get(random.nextInt(kinds.size()));
        return of(kind.get(0), kind.get(1), random);
    }

    static Shape of(String membership, String profile, Random random) {
        boolean total = ordering(profile) == Ordering.TOTAL;
        return new Shape(
                membership,
                profile,
                total ? List.of("none", "view", "global").get(random.nextInt(3)) : "none",
                random.nextInt(3) == 0,
                random.nextInt(3) == 0,
                random.nextBoolean(),
                random.nextInt(5) == 0,
                random.nextBoolean(),
                false);
    }

    /** A static group whose nodes restart, of any profile. Seeds of other groups draw as if there were none of these. */
    static Shape anyResuming(Random random) {
        Shape shape = of("static", OF_STATIC.get(random.nextInt(OF_STATIC.size())), random);
        return new Shape(
                shape.membership,
                shape.profile,
                shape.places,
                shape.safe,
                shape.states,
                shape.transitional,
                shape.claimsUpcalls,
                shape.sides,
                true);
    }

    /** A totally ordered group whose nodes restart. */
    static Shape resuming() {
        return new Shape("static", "total-order-broadcast-uniform", "global", false, false, false, false, false, true);
    }

    /** A uniform atomic group with a primary component, which records everything that the format provides for. */
    static Shape primary() {
        return new Shape("primary", "uniform-atomic", "view", true, true, true, true, false, false);
    }

    /** A partitionable atomic group, recorded in full. */
    static Shape partitionable(boolean sides) {
        return new Shape("partitionable", "atomic", "view", true, false, true, true, sides, false);
    }

    boolean isStatic() {
        return membership.equals("static");
    }

    boolean isPartitionable() {
        return membership.equals("partitionable");
    }

    /** Whether what a process delivers before it dies binds the others. */
    boolean uniform() {
        return profile.contains("uniform");
    }

    Ordering ordering() {
        return ordering(profile);
    }

    private static Ordering ordering(String profile) {
        return switch (profile) {
            case "reliable", "membership" -> Ordering.NONE;
            case "reliable-fifo", "virtually-synchronous" -> Ordering.FIFO;
            case "reliable-causal", "virtually-synchronous-strict" -> Ordering.CAUSAL;
            default -> Ordering.TOTAL;
        };
    }
}
