package dev.maat.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongFunction;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class FlavoursTest {
    private static final Set<FaultKind> ALL = EnumSet.allOf(FaultKind.class);
    private static final long WINDOW_MILLIS = 30_000;
    private static final int SEEDS = 300;
    private static final int MANY_SEEDS = 2_000;

    private static List<String> names(int size) {
        List<String> names = new ArrayList<>();
        for (int i = 1; i <= size; i++) {
            names.add("n" + i);
        }
        return names;
    }

    private static List<LongFunction<FaultPlan>> draws(List<String> names, int founders, Set<FaultKind> kinds) {
        Ambush ambush = new Ambush(names, founders, WINDOW_MILLIS, kinds);
        Swarm swarm = new Swarm(names, founders, WINDOW_MILLIS, kinds, Swarm.Presence.DRAWN);
        return List.of(
                ambush::draw,
                new Storm(names, founders, WINDOW_MILLIS, kinds)::draw,
                new Rivalry(names, founders, WINDOW_MILLIS, kinds)::draw,
                new Departures(names, founders, WINDOW_MILLIS, kinds)::draw,
                new Scatter(names, founders, WINDOW_MILLIS, kinds)::draw,
                new Whispers(names, founders, WINDOW_MILLIS, kinds)::draw,
                new Brink(names, founders, WINDOW_MILLIS, kinds)::draw,
                new Rivalry(names, founders, WINDOW_MILLIS, kinds)::plot,
                new Rivalry(names, founders, WINDOW_MILLIS, kinds)::snare,
                new Rivalry(names, founders, WINDOW_MILLIS, kinds)::straggler,
                new Churn(names, founders, WINDOW_MILLIS, kinds)::draw,
                seed -> ambush.into(swarm.draw(seed), seed));
    }

    @Property(tries = 200)
    void theSameSeedGivesTheSamePlanWhoseNodesAndRolesExist(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 9) int size) {
        List<String> names = names(size);
        for (LongFunction<FaultPlan> draw : draws(names, Math.max(1, size - 1), ALL)) {
            FaultPlan plan = draw.apply(seed);
            plan.requireNodes(names);
            assertThat(draw.apply(seed)).isEqualTo(plan);
        }
    }

    @Test
    void onlyAllowedKindsAreDrawn() {
        Set<FaultKind> kinds = EnumSet.of(FaultKind.PARTITION, FaultKind.PAUSE, FaultKind.KILL);
        for (LongFunction<FaultPlan> draw : draws(names(5), 5, kinds)) {
            for (long seed = 0; seed < SEEDS; seed++) {
                assertThat(kinds).containsAll(draw.apply(seed).kinds());
            }
        }
    }

    @Test
    void aPlanWithoutReturnsKillsNoMoreThanAMinority() {
        Set<FaultKind> kinds = EnumSet.of(
                FaultKind.PAUSE, FaultKind.KILL, FaultKind.CRASH_POINT, FaultKind.ONE_WAY_CUT, FaultKind.LATENCY);
        Set<FaultKind> deadly = EnumSet.of(FaultKind.KILL, FaultKind.CRASH_POINT);
        for (LongFunction<FaultPlan> draw : draws(names(5), 5, kinds).subList(0, 11)) {
            for (long seed = 0; seed < SEEDS; seed++) {
                long deaths = draw.apply(seed).faults().stream()
                        .filter(planned -> deadly.contains(planned.fault().kind()))
                        .count();
                assertThat(deaths).isLessThanOrEqualTo(2);
            }
        }
    }

    @Test
    void anAmbushWaitsForEveryStageOfTheViewChangeAndForWhatTheHarnessSees() {
        Set<String> marks = new TreeSet<>();
        Set<String> roles = new TreeSet<>();
        Ambush ambush = new Ambush(names(5), 4, WINDOW_MILLIS, ALL);
        for (long seed = 0; seed < SEEDS; seed++) {
            for (PlannedFault planned : ambush.draw(seed).faults()) {
                if (planned.moment() instanceof Moment.OnMark when) {
                    marks.add(when.mark());
                    roles.addAll(planned.fault().nodes());
                }
            }
        }

        assertThat(marks)
                .contains("prepare", "propose", "accept", "decided", "flush", "install", "transfer", "order-handover")
                .contains(Marks.SUSPICION, Marks.BLOCK, Marks.VIEW, Marks.FIRST_DELIVERY, Marks.STATE_LOADED);
        assertThat(roles)
                .contains("@marker", "@coordinator", "@next-coordinator", "@joiner", "@state-provider", "@minority");
    }

    @Test
    void stormsHaveSwizzlesStuttersJumpsAndBadWeatherOfEachKind() {
        Set<FaultKind> kinds = EnumSet.noneOf(FaultKind.class);
        int stutters = 0;
        int swizzles = 0;
        for (long seed = 0; seed < SEEDS; seed++) {
            FaultPlan plan = new Storm(names(5), 5, WINDOW_MILLIS, ALL).draw(seed);
            kinds.addAll(plan.kinds());
            stutters += shortPauses(plan) >= 8 ? 1 : 0;
            swizzles += overlappingPartitions(plan) >= 3 ? 1 : 0;
        }

        assertThat(kinds).contains(FaultKind.BURST_LOSS, FaultKind.CORRUPT, FaultKind.REPLAY, FaultKind.CLOCK_JUMP);
        assertThat(stutters).isGreaterThan(SEEDS / 10);
        assertThat(swizzles).isGreaterThan(SEEDS / 10);
    }

    private static long shortPauses(FaultPlan plan) {
        return plan.faults().stream()
                .filter(planned -> planned.fault() instanceof Fault.Pause && planned.forMillis() <= 300)
                .count();
    }

    /** The most partitions that cut off one node each at one time. */
    private static long overlappingPartitions(FaultPlan plan) {
        List<PlannedFault> alone = plan.faults().stream()
                .filter(planned -> planned.fault() instanceof Fault.Partition cut
                        && cut.groups().getFirst().size() == 1)
                .toList();
        return alone.stream()
                .mapToLong(one -> alone.stream()
                        .filter(other -> isOn(other, one.moment().earliestMillis()))
                        .count())
                .max()
                .orElse(0);
    }

    private static boolean isOn(PlannedFault planned, long atMillis) {
        long from = planned.moment().earliestMillis();
        return from <= atMillis && atMillis < from + planned.forMillis();
    }

    @Test
    void rivalsAreCutOffFromEachOtherAndHeardByTheRest() {
        int duels = 0;
        int slow = 0;
        Set<String> marks = new TreeSet<>();
        for (long seed = 0; seed < SEEDS; seed++) {
            FaultPlan plan = new Rivalry(names(5), 5, WINDOW_MILLIS, ALL).draw(seed);
            for (PlannedFault planned : plan.faults()) {
                duels += planned.fault() instanceof Fault.Partition cut
                                && cut.groups().stream().allMatch(g -> g.size() == 1)
                        ? 1
                        : 0;
                slow += planned.fault() instanceof Fault.Latency && planned.isOnMark() ? 1 : 0;
                if (planned.moment() instanceof Moment.OnMark when) {
                    marks.add(when.mark());
                }
            }
            assertThat(plan.kinds()).doesNotContain(FaultKind.LEAVE);
        }

        assertThat(duels).isGreaterThan(SEEDS);
        assertThat(slow).isGreaterThan(SEEDS / 2);
        assertThat(marks).contains("prepare", "propose", "accept", "decided", "install", "transfer");
    }

    @Test
    void someRivalriesArePlotsAtTheStepsOfTheSecondMembersBallot() {
        int plots = 0;
        for (long seed = 0; seed < SEEDS; seed++) {
            FaultPlan plan = new Rivalry(names(5), 5, WINDOW_MILLIS, ALL).draw(seed);
            boolean plot = plan.faults().stream()
                    .anyMatch(planned -> planned.moment() instanceof Moment.OnMark when
                            && when.by().equals("n2"));
            plots += plot ? 1 : 0;
        }

        assertThat(plots).isBetween(SEEDS / 5, SEEDS / 2);
    }

    @Test
    void departuresTouchNoLink() {
        Set<FaultKind> kinds = EnumSet.noneOf(FaultKind.class);
        for (long seed = 0; seed < SEEDS; seed++) {
            kinds.addAll(
                    new Departures(names(5), 5, WINDOW_MILLIS, ALL).draw(seed).kinds());
        }

        assertThat(kinds)
                .containsExactlyInAnyOrder(
                        FaultKind.LEAVE, FaultKind.KILL, FaultKind.CRASH_POINT, FaultKind.RESTART, FaultKind.JOIN);
    }

    @Test
    void packetsOfOneStepHaveFatesOfTheirOwn() {
        int mixed = 0;
        for (long seed = 0; seed < SEEDS; seed++) {
            Map<Moment, Set<FaultKind>> fates = new HashMap<>();
            for (PlannedFault planned :
                    new Scatter(names(5), 5, WINDOW_MILLIS, ALL).draw(seed).faults()) {
                if (planned.isOnMark()) {
                    fates.computeIfAbsent(planned.moment(), absent -> EnumSet.noneOf(FaultKind.class))
                            .add(planned.fault().kind());
                }
            }
            mixed += fates.values().stream().anyMatch(kinds -> kinds.size() == 2) ? 1 : 0;
        }

        assertThat(mixed).isGreaterThan(SEEDS * 9 / 10);
    }

    @Test
    void nodesThatWhisperAreHeardByEachOtherAlone() {
        for (long seed = 0; seed < SEEDS; seed++) {
            FaultPlan plan = new Whispers(names(5), 5, WINDOW_MILLIS, EnumSet.of(FaultKind.ONE_WAY_CUT)).draw(seed);
            assertThat(plan.faults()).isNotEmpty().allSatisfy(planned -> {
                Fault.OneWayCut cut = (Fault.OneWayCut) planned.fault();
                assertThat(cut.links()).hasSizeBetween(3, 4);
                assertThat(cut.links())
                        .extracting(Link::from)
                        .containsOnly(cut.links().getFirst().from());
            });
        }
    }

    @Test
    void atTheBrinkAQuorumAndOneMoreLiveUntilTheCoordinatorDies() {
        int atTheBrink = 0;
        for (long seed = 0; seed < SEEDS; seed++) {
            FaultPlan plan = new Brink(names(7), 7, 8_000, ALL).draw(seed);
            long deaths = count(plan, FaultKind.KILL);
            assertThat(deaths).isLessThanOrEqualTo(2);
            assertThat(count(plan, FaultKind.CRASH_POINT)).isEqualTo(1);
            atTheBrink += deaths == 2 ? 1 : 0;
        }

        assertThat(atTheBrink).isGreaterThan(SEEDS / 2);
    }

    @Test
    void theShortestRunAtTheBrinkHasARound() {
        for (long windowMillis : new long[] {1_000, 5_200}) {
            FaultPlan plan = new Brink(names(5), 5, windowMillis, ALL).draw(1);
            assertThat(count(plan, FaultKind.CRASH_POINT)).isEqualTo(1);
            assertThat(plan.faults())
                    .filteredOn(planned -> planned.fault().kind() == FaultKind.CRASH_POINT)
                    .allSatisfy(planned ->
                            assertThat(planned.moment().earliestMillis()).isLessThan(windowMillis));
        }
    }

    @Test
    void withoutReturnsNoGroupIsBroughtToTheBrink() {
        Set<FaultKind> kinds = EnumSet.complementOf(EnumSet.of(FaultKind.JOIN));

        assertThat(Brink.isPossible(5, ALL)).isTrue();
        assertThat(Brink.isPossible(2, ALL)).isFalse();
        assertThat(Brink.isPossible(5, kinds)).isFalse();
        assertThat(new Brink(names(5), 5, WINDOW_MILLIS, kinds).draw(1))
                .isEqualTo(new Departures(names(5), 5, WINDOW_MILLIS, kinds).draw(1));
    }

    private static long count(FaultPlan plan, FaultKind kind) {
        return plan.faults().stream()
                .filter(planned -> planned.fault().kind() == kind)
                .count();
    }

    @Test
    void eachPlotIsLaid() {
        Set<List<PlannedFault>> plots = new HashSet<>();
        for (Plot plot : Plot.values()) {
            Drawing drawing = new Drawing(names(5), ALL, new SeedDraw(1));
            plot.lay(drawing, drawing.nodes);
            List<PlannedFault> faults = drawing.plan().faults();
            plots.add(faults);
            // The first two members are set against each other, or the second against the first, and then a step of
            // theirs is met.
            assertThat(faults).anyMatch(planned -> isCutBetweenTheFirstTwo(planned) && !planned.isOnMark());
            assertThat(faults)
                    .filteredOn(PlannedFault::isOnMark)
                    .hasSizeGreaterThanOrEqualTo(2)
                    .allSatisfy(planned ->
                            assertThat(((Moment.OnMark) planned.moment()).by()).isIn("n1", "n2"));
        }

        assertThat(plots).hasSize(Plot.values().length);
    }

    private static boolean isCutBetweenTheFirstTwo(PlannedFault planned) {
        return planned.fault() instanceof Fault.OneWayCut cut
                && cut.links().stream().allMatch(link -> Set.of("n1", "n2").equals(Set.of(link.from(), link.to())));
    }

    @Test
    void aSnareWaitsForAStepOfAMemberThatOthersRelyOn() {
        Set<List<PlannedFault>> snares = new HashSet<>();
        for (Snare snare : Snare.values()) {
            Drawing drawing = new Drawing(names(7), ALL, new SeedDraw(1));
            snare.lay(drawing, drawing.nodes);
            List<PlannedFault> faults = drawing.plan().faults();
            snares.add(faults);
            assertThat(faults).anySatisfy(planned -> {
                assertThat(planned.isOnMark()).isTrue();
                assertThat(planned.fault().kind()).isIn(FaultKind.KILL, FaultKind.PAUSE, FaultKind.ONE_WAY_CUT);
            });
        }

        assertThat(snares).hasSize(Snare.values().length);
    }

    @Test
    void eachStragglerSlowsOrSilencesMembersThatStillHearOthers() {
        Set<List<PlannedFault>> laid = new HashSet<>();
        for (Straggler straggler : Straggler.values()) {
            Drawing drawing = new Drawing(names(7), ALL, new SeedDraw(1));
            straggler.lay(drawing, drawing.nodes);
            List<PlannedFault> faults = drawing.plan().faults();
            laid.add(faults);
            assertThat(faults)
                    .filteredOn(planned -> planned.fault().kind() == FaultKind.ONE_WAY_CUT)
                    .hasSizeGreaterThanOrEqualTo(3);
            assertThat(faults)
                    .anyMatch(planned -> planned.fault().kind() == FaultKind.LATENCY
                            || planned.fault().kind() == FaultKind.LEAVE);
        }

        assertThat(laid).hasSize(Straggler.values().length);
    }

    @Test
    void threeNodesHaveTheStragglerThatTheySufficeFor() {
        for (long seed = 0; seed < SEEDS; seed++) {
            FaultPlan plan = new Rivalry(names(3), 3, WINDOW_MILLIS, ALL).straggler(seed);
            assertThat(count(plan, FaultKind.LATENCY)).isGreaterThan(3);
            assertThat(count(plan, FaultKind.LEAVE)).isZero();
        }
    }

    @Test
    void someChurnKillsJoinersThatLoadAndSomeIsSlow() {
        int ofJoiners = 0;
        int slow = 0;
        for (long seed = 0; seed < SEEDS; seed++) {
            FaultPlan plan = new Churn(names(5), 5, WINDOW_MILLIS, ALL).draw(seed);
            ofJoiners += plan.faults().stream()
                            .anyMatch(planned -> planned.moment() instanceof Moment.OnMark when
                                    && when.by().equals(Role.JOINER.word()))
                    ? 1
                    : 0;
            slow += (int) count(plan, FaultKind.LATENCY);
        }

        assertThat(ofJoiners).isBetween(SEEDS / 5, SEEDS / 2);
        assertThat(slow).isBetween(SEEDS / 5, SEEDS / 2);
    }

    @Test
    void fewNodesHaveTheSnaresThatTheySufficeFor() {
        for (long seed = 0; seed < SEEDS; seed++) {
            FaultPlan plan = new Rivalry(names(3), 3, WINDOW_MILLIS, ALL).snare(seed);
            // A coordinator that sleeps, or a founder that nobody hears.
            assertThat(plan.faults()).hasSize(count(plan, FaultKind.PAUSE) == 1 ? 7 : 1);
            assertThat(count(plan, FaultKind.KILL)).isZero();
        }
    }

    @Test
    void inChurnAMemberDiesInViewAfterViewAndComesBack() {
        for (long seed = 0; seed < SEEDS; seed++) {
            FaultPlan plan = new Churn(names(5), 5, WINDOW_MILLIS, ALL).draw(seed);
            assertThat(plan.faults())
                    .filteredOn(planned ->
                            planned.moment() instanceof Moment.OnMark mark && mark.times() == Moment.OnMark.MAX_COUNT)
                    .extracting(planned -> planned.fault().kind())
                    .containsExactlyInAnyOrder(FaultKind.KILL, FaultKind.JOIN);
        }
    }

    @Test
    void churnWithoutReturnsIsOneOfDepartures() {
        Set<FaultKind> kinds = EnumSet.complementOf(EnumSet.of(FaultKind.JOIN));

        assertThat(new Churn(names(5), 5, WINDOW_MILLIS, kinds).draw(1))
                .isEqualTo(new Departures(names(5), 5, WINDOW_MILLIS, kinds).draw(1));
    }

    @Test
    void theFirstSeedsHaveNoneOfTheLaterFlavours() {
        for (long seed = 1; seed <= 12; seed++) {
            assertThat(Flavour.of(seed).isLater()).isFalse();
        }
    }

    @Test
    void aCampaignMixesAllFlavours() {
        Map<Flavour, Integer> seeds = new EnumMap<>(Flavour.class);
        for (long seed = 0; seed < MANY_SEEDS; seed++) {
            seeds.merge(Flavour.of(seed), 1, Integer::sum);
        }

        for (Flavour flavour : Flavour.values()) {
            assertThat(seeds)
                    .hasEntrySatisfying(flavour, count -> assertThat(count).isGreaterThan(MANY_SEEDS / 50));
        }
    }
}
