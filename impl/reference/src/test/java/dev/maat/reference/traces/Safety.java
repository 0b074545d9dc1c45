package dev.maat.reference.traces;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maat.contract.View;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The properties that hold after every trace. */
final class Safety {
    private Safety() {}

    static void holds(Stage stage) {
        holds(stage.actors());
    }

    static void holds(List<Actor> actors) {
        oneViewPerNumber(actors);
        for (Actor actor : actors) {
            viewsFollowEachOther(actor);
            noMessageTwiceAndOnlyFromMembers(actor);
        }
        processesThatMoveTogetherDeliveredTheSame(actors);
        processesThatGoOnDeliveredWhatWasToldSafe(actors);
        joinersLoadWhatSurvivorsHad(actors);
    }

    private static void oneViewPerNumber(List<Actor> actors) {
        Map<Long, View> byNumber = new TreeMap<>();
        for (Actor actor : actors) {
            for (View view : actor.views) {
                View other = byNumber.putIfAbsent(view.seq(), view);
                assertThat(view).as("view %d at %s", view.seq(), actor.id).isEqualTo(other == null ? view : other);
            }
        }
    }

    private static void viewsFollowEachOther(Actor actor) {
        long previous = 0;
        for (View view : actor.views) {
            assertThat(view.members()).as("%s installs %s", actor.id, view).contains(actor.id);
            if (previous > 0) {
                assertThat(view.seq())
                        .as("%s goes on from view %d", actor.id, previous)
                        .isEqualTo(previous + 1);
            }
            previous = view.seq();
        }
    }

    private static void noMessageTwiceAndOnlyFromMembers(Actor actor) {
        assertThat(actor.deliveries.stream().map(Actor.Delivery::text))
                .as("delivered by %s", actor.id)
                .doesNotHaveDuplicates();
        for (Actor.Delivery delivery : actor.deliveries) {
            View in = actor.views.stream()
                    .filter(view -> view.seq() == delivery.view())
                    .findFirst()
                    .orElseThrow();
            assertThat(in.members()).as("%s delivers %s", actor.id, delivery).contains(delivery.sender());
        }
    }

    private static void processesThatMoveTogetherDeliveredTheSame(List<Actor> actors) {
        for (Actor one : actors) {
            for (Actor other : actors) {
                for (int i = 0; i + 1 < one.views.size(); i++) {
                    View from = one.views.get(i);
                    int at = other.views.indexOf(from);
                    if (at >= 0 && at + 1 < other.views.size()) {
                        List<String> mine = one.deliveredIn(from.seq());
                        List<String> theirs = other.deliveredIn(from.seq());
                        assertThat(new HashSet<>(mine))
                                .as("%s and %s go on from %s", one.id, other.id, Stage.text(from))
                                .isEqualTo(new HashSet<>(theirs));
                        placesAgree(one, other, from.seq());
                    }
                }
            }
        }
    }

    private static void processesThatGoOnDeliveredWhatWasToldSafe(List<Actor> actors) {
        for (Actor told : actors) {
            for (Actor.Delivery safe : told.safe) {
                for (Actor other : actors) {
                    boolean goesOn = other.views.stream().anyMatch(view -> view.seq() == safe.view())
                            && other.currentView() > safe.view();
                    assertThat(goesOn && !other.deliveredIn(safe.view()).contains(safe.text()))
                            .as("%s, told safe to %s, is missed by %s", safe, told.id, other.id)
                            .isFalse();
                }
            }
        }
    }

    /** Processes with places deliver in one order. */
    private static void placesAgree(Actor one, Actor other, long view) {
        List<Actor.Delivery> mine = inView(one, view);
        if (mine.stream().anyMatch(delivery -> delivery.place() >= 0)) {
            assertThat(mine).as("%s and %s in view %d", one.id, other.id, view).isEqualTo(inView(other, view));
        }
    }

    private static List<Actor.Delivery> inView(Actor actor, long view) {
        return actor.deliveries.stream()
                .filter(delivery -> delivery.view() == view)
                .toList();
    }

    private static void joinersLoadWhatSurvivorsHad(List<Actor> actors) {
        Map<String, List<List<String>>> given = new TreeMap<>();
        for (Actor actor : actors) {
            actor.given.forEach((view, state) ->
                    given.computeIfAbsent(view, v -> new ArrayList<>()).add(state));
        }
        for (Actor actor : actors) {
            actor.loaded.forEach((view, state) -> assertThat(given.getOrDefault(view, List.of()))
                    .as("%s loads the state of view %s", actor.id, view)
                    .isNotEmpty()
                    .allSatisfy(one -> assertThat(one).isEqualTo(state)));
        }
    }
}
