package dev.maat.checkers.online;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maat.checkers.catalogue.PropertyResult;
import dev.maat.checkers.catalogue.Verdict;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A violation that a later line can still mend is not told before the end. */
class OnlineFirmnessTest {
    private static final String HEADER = "{\"format\":\"maat-history\",\"version\":1,\"implementation\":\"x\","
            + "\"claims\":[\"uniform-agreement\"],\"membership\":\"primary\",\"generation\":\"g1\",\"nodes\":[\"n1\",\"n2\",\"n3\"]}";
    private static final String MESSAGE = ",\"m\":\"n3.0:1\"";

    private final List<String> taken = new ArrayList<>();
    private final OnlineJudge judge = new OnlineJudge(taker -> {}, null, 1_000);
    private long time;

    @BeforeEach
    void begin() {
        take(HEADER);
        for (String p : List.of("n1.0", "n2.0", "n3.0")) {
            event(p, "start", "");
            view(p, 1, "\"n1.0\",\"n2.0\",\"n3.0\"");
        }
    }

    private void take(String line) {
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        judge.line("text", taken.size() + 1L, bytes, 0, bytes.length);
        taken.add(line);
    }

    private void event(String process, String name, String more) {
        take("{\"p\":\"%s\",\"t\":%d,\"e\":\"%s\"%s}".formatted(process, ++time, name, more));
    }

    private void view(String process, int seq, String members) {
        event(process, "view", ",\"id\":\"v%d\",\"seq\":%d,\"members\":[%s]".formatted(seq, seq, members));
    }

    private void sentAndDeliveredByItsSender() {
        event("n3.0", "send", MESSAGE);
        event("n3.0", "sent", MESSAGE);
        event("n3.0", "deliver", MESSAGE);
    }

    private List<String> look() {
        return judge.look().stream().map(PropertyResult::id).toList();
    }

    private Verdict verdict(String property) {
        for (String p : List.of("n1.0", "n2.0", "n3.0")) {
            long events = taken.stream()
                    .filter(line -> line.startsWith("{\"p\":\"" + p))
                    .count();
            event(p, "closed", ",\"events\":" + events);
        }
        return judge.judgement().property(property).verdict();
    }

    @Test
    void aLaterDeliveryInTheNextViewStillKeepsUniformAgreement() {
        sentAndDeliveredByItsSender();
        view("n1.0", 2, "\"n1.0\",\"n2.0\"");
        view("n2.0", 2, "\"n1.0\",\"n2.0\"");
        assertThat(look()).doesNotContain("uniform-agreement");

        event("n1.0", "deliver", MESSAGE);
        event("n2.0", "deliver", MESSAGE);

        assertThat(look()).doesNotContain("uniform-agreement");
        assertThat(verdict("uniform-agreement")).isNotEqualTo(Verdict.VIOLATED);
    }

    @Test
    void aProcessMayDeliverAMessageAfterItsSafeIndication() {
        sentAndDeliveredByItsSender();
        event("n1.0", "safe", MESSAGE);
        view("n1.0", 2, "\"n1.0\",\"n2.0\",\"n3.0\"");
        assertThat(look()).doesNotContain("safe-indication");

        event("n1.0", "deliver", MESSAGE);

        assertThat(look()).doesNotContain("safe-indication");
        assertThat(verdict("safe-indication")).isNotEqualTo(Verdict.VIOLATED);
    }

    @Test
    void aProcessThatMovedOnWithoutASafeMessageIsToldAtOnce() {
        sentAndDeliveredByItsSender();
        event("n3.0", "safe", MESSAGE);
        view("n1.0", 2, "\"n1.0\",\"n2.0\"");

        assertThat(look()).contains("safe-indication");
    }

    @Test
    void aMoveThatNoProcessMadeYetMayStillBeMade() {
        view("n1.0", 3, "\"n1.0\",\"n2.0\",\"n3.0\"");
        view("n2.0", 2, "\"n1.0\",\"n2.0\",\"n3.0\"");
        assertThat(look()).doesNotContain("primary-component");

        view("n2.0", 3, "\"n1.0\",\"n2.0\",\"n3.0\"");

        assertThat(verdict("primary-component")).isNotEqualTo(Verdict.VIOLATED);
    }

    @Test
    void primaryViewsOfOneSeqStayRivals() {
        view("n1.0", 2, "\"n1.0\",\"n2.0\"");
        event("n3.0", "view", ",\"id\":\"other\",\"seq\":2,\"members\":[\"n3.0\"]");

        assertThat(look()).contains("primary-component");
    }

    @Test
    void anExclusionIsJustifiedByAViewInstalledLater() {
        event("n3.0", "excluded", "");
        assertThat(look()).doesNotContain("no-unprovoked-exit");

        view("n1.0", 2, "\"n1.0\",\"n2.0\"");

        assertThat(verdict("no-unprovoked-exit")).isNotEqualTo(Verdict.VIOLATED);
    }

    @Test
    void aCrashWithoutAFaultIsToldAtOnce() {
        event("n3.0", "crash", ",\"cause\":\"unprovoked\"");

        assertThat(look()).contains("no-unprovoked-exit");
    }

    @Test
    void aSkippedViewMayTurnOutToHaveExcludedTheMover() {
        view("n1.0", 3, "\"n1.0\",\"n2.0\",\"n3.0\"");
        view("n2.0", 4, "\"n1.0\",\"n2.0\"");
        assertThat(look()).doesNotContain("no-skipped-view");

        view("n3.0", 2, "\"n3.0\"");

        assertThat(verdict("no-skipped-view")).isNotEqualTo(Verdict.VIOLATED);
    }

    @Test
    void aSendUnderWayMayReachIntoTheViewThatItIsDeliveredIn() {
        event("n3.0", "send", MESSAGE);
        view("n1.0", 2, "\"n1.0\",\"n2.0\",\"n3.0\"");
        event("n1.0", "deliver", MESSAGE);
        assertThat(look()).doesNotContain("sending-view-delivery");

        view("n3.0", 2, "\"n1.0\",\"n2.0\",\"n3.0\"");
        event("n3.0", "sent", MESSAGE);

        assertThat(look()).doesNotContain("sending-view-delivery");
        assertThat(verdict("sending-view-delivery")).isNotEqualTo(Verdict.VIOLATED);
    }

    @Test
    void aMessageWhoseSendReturnedInAnEarlierViewWasNotSentInALaterOne() {
        event("n3.0", "send", MESSAGE);
        event("n3.0", "sent", MESSAGE);
        view("n1.0", 2, "\"n1.0\",\"n2.0\",\"n3.0\"");
        event("n1.0", "deliver", MESSAGE);

        assertThat(look()).contains("sending-view-delivery");
    }

    @Test
    void anUnsentMessageIsToldOnceItsSendersLogShowsALaterEvent() {
        event("n1.0", "deliver", MESSAGE);
        event("n3.0", "x-other", "");
        event("n1.0", "send", ",\"m\":\"n1.0:1\"");
        event("n2.0", "deliver", ",\"m\":\"n1.0:1\"");
        event("n2.0", "send", ",\"m\":\"n2.0:1\"");
        assertThat(look()).doesNotContain("delivery-integrity");

        event("n3.0", "deliver", ",\"m\":\"n2.0:1\"");

        assertThat(look()).contains("delivery-integrity");
    }

    @Test
    void anUnsentMessageIsToldOnceItsSendersLogIsClosed() {
        event("n1.0", "deliver", MESSAGE);
        event("n3.0", "closed", ",\"events\":2");

        assertThat(look()).contains("delivery-integrity");
    }

    @Test
    void aProcessWithoutALogYetMayHaveSentTheMessage() {
        event("n1.0", "deliver", ",\"m\":\"n1.1:1\"");
        event("n1.0", "x-other", "");

        assertThat(look()).doesNotContain("delivery-integrity");
    }
}
