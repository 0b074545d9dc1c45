package dev.maat.zoo.upcalls;

import dev.maat.zoo.defect.Defect;
import java.util.List;

/** The defects between a sound protocol and its application. */
public final class UpcallDefects {
    public static final List<Defect> ALL = List.of(
            Defect.upcalls("dies-of-suspicion", DiesOfSuspicion::new),
            Defect.upcalls("dropped-at-block", DroppedAtBlock::new),
            Defect.upcalls("early-install", EarlyInstall::new),
            Defect.upcalls("echoed-first", EchoedFirst::new),
            Defect.upcalls("late-view", LateView::new),
            Defect.upcalls("lost-at-install", LostAtInstall::new),
            Defect.upcalls("merged-at-tail", MergedAtTail::new),
            Defect.upcalls("own-rank-first", OwnRankFirst::new),
            Defect.upcalls("places-from-one", PlacesFromOne::new),
            Defect.upcalls("replayed-tail", ReplayedTail::new),
            Defect.upcalls("safe-on-delivery", SafeOnDelivery::new),
            Defect.upcalls("same-number-again", SameNumberAgain::new),
            Defect.upcalls("short-fragment", ShortFragment::new),
            Defect.upcalls("stale-state", StaleState::new),
            Defect.upcalls("stays-blocked", StaysBlocked::new),
            Defect.upcalls("swapped-pair", SwappedPair::new));

    private UpcallDefects() {}
}
