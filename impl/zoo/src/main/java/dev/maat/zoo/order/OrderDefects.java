package dev.maat.zoo.order;

import dev.maat.zoo.defect.Defect;
import java.util.List;

/** The defects in the orders of delivery, and in uniform delivery. */
public final class OrderDefects {
    public static final List<Defect> ALL = List.of(
            Defect.order("causes-ignored", standard -> standard.withCausality(new CausesIgnored())),
            Defect.order("double-place", standard -> standard.withSequencer(new DoublePlace())),
            Defect.order("held-by-any", standard -> standard.withUniformity(new HeldByAny())),
            Defect.order("held-by-two", standard -> standard.withUniformity(new HeldByTwo())),
            Defect.order("majority-past", standard -> standard.withAgreed(new MajorityPast())),
            Defect.order("one-cause-short", standard -> standard.withCausality(new OneCauseShort())),
            Defect.order("one-member-not-past", standard -> standard.withAgreed(new OneMemberNotPast())),
            Defect.order("open-cut", standard -> standard.withCausality(new OpenCut())),
            Defect.order("place-not-held", standard -> standard.withUniformity(new PlaceNotHeld())),
            Defect.order("safe-without-causes", standard -> standard.withCausality(new SafeWithoutCauses())),
            Defect.order("ties-ignored", standard -> standard.withAgreed(new TiesIgnored())));

    private OrderDefects() {}
}
