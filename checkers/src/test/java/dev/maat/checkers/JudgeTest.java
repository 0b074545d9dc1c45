package dev.maat.checkers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maat.checkers.catalogue.PropertyResult;
import dev.maat.checkers.catalogue.Verdict;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class JudgeTest {
    private static final String VIEW = "\"seq\":%d,\"members\":[\"n1.0\",\"n2.0\"]}";

    private static String history(String claims, String... lines) {
        return "{\"format\":\"maat-history\",\"version\":1,\"claims\":\"" + claims
                + "\",\"generation\":\"g1\",\"nodes\":[\"n1\",\"n2\"]}\n" + String.join("\n", lines) + "\n";
    }

    private static String event(String process, long t, String rest) {
        return "{\"p\":\"%s\",\"t\":%d,\"e\":%s".formatted(process, t, rest);
    }

    private static List<String> memberWithEnd(String process, long t) {
        String m = "\"m\":\"" + process + ":1\"";
        return List.of(
                event(process, t, "\"start\"}"),
                event(process, t + 1, "\"view\",\"id\":\"v1\"," + VIEW.formatted(1)),
                event(process, t + 2, "\"send\"," + m + ",\"last\":true}"),
                event(process, t + 3, "\"sent\"," + m + "}"));
    }

    private static String twoLogs(String claims, String... more) {
        List<String> lines = new ArrayList<>(memberWithEnd("n1.0", 10));
        lines.addAll(memberWithEnd("n2.0", 10));
        lines.addAll(List.of(more));
        lines.add(
                "{\"t\":20,\"e\":\"quiet\",\"core\":[\"n1\",\"n2\"],\"probes\":{\"links\":\"ok\",\"scheduled\":\"ok\"}}");
        lines.add("{\"t\":90,\"e\":\"end\",\"reason\":\"complete\"}");
        return history(claims, lines.toArray(String[]::new));
    }

    @Test
    void twoOpenLogsThatEndInTwoViewsLeaveMembershipPrecisionUnknown() {
        String text = twoLogs("membership", event("n2.0", 30, "\"view\",\"id\":\"v2\"," + VIEW.formatted(2)));

        Judgement judgement = Judge.judge(Histories.parse(text));

        assertThat(judgement.property("membership-precision").verdict()).isEqualTo(Verdict.UNKNOWN);
    }

    @Test
    void everyPropertyThatDecidesTheClaimedProfileHasItsRow() {
        assertThat(Judge.judge(Histories.parse(twoLogs("total-order-broadcast")))
                        .properties())
                .extracting(PropertyResult::id)
                .contains("total-order-of-core");
        assertThat(Judge.judge(Histories.parse(twoLogs("atomic"))).properties())
                .extracting(PropertyResult::id)
                .doesNotContain("total-order-of-core");
    }
}
