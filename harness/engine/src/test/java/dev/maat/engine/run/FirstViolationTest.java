package dev.maat.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maat.checkers.catalogue.PropertyResult;
import dev.maat.checkers.online.OnlineJudge;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class FirstViolationTest {
    private static final List<String> A_MESSAGE_TWICE_IN_A_VIEW_WITHOUT_ITSELF = List.of(
            "{\"p\":\"n1.0\",\"t\":1,\"e\":\"start\"}",
            "{\"p\":\"n1.0\",\"t\":2,\"e\":\"view\",\"id\":\"1\",\"seq\":1,\"members\":[\"n2.0\"]}",
            "{\"p\":\"n1.0\",\"t\":3,\"e\":\"deliver\",\"m\":\"n2.0:1\"}",
            "{\"p\":\"n1.0\",\"t\":1500000000,\"e\":\"deliver\",\"m\":\"n2.0:1\"}");

    private static List<String> sentences(String claims) {
        OnlineJudge judge = new OnlineJudge(again -> {}, null, OnlineJudge.EVERY_LOOK);
        take(
                judge,
                "{\"format\":\"maat-history\",\"version\":1,\"implementation\":\"x\",\"claims\":" + claims
                        + ",\"nodes\":[\"n1\",\"n2\"]}");
        A_MESSAGE_TWICE_IN_A_VIEW_WITHOUT_ITSELF.forEach(line -> take(judge, line));
        List<PropertyResult> found = judge.look();
        assertThat(found).extracting(PropertyResult::id).contains("self-inclusion", "no-duplication");
        return found.stream()
                .map(one -> FirstViolation.sentence(one, judge))
                .filter(Objects::nonNull)
                .toList();
    }

    private static void take(OnlineJudge judge, String line) {
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        judge.line("all", 1, bytes, 0, bytes.length);
    }

    @Test
    void theViolationOfAClaimedPropertyIsReportedWithItsTime() {
        assertThat(sentences("\"membership\""))
                .singleElement()
                .asString()
                .startsWith("self-inclusion is violated after 4 events, 1.5 s into the run: n1.0 installed");
    }

    @Test
    void aPropertyThatIsNotClaimedEndsNoRun() {
        assertThat(sentences("[]")).isEmpty();
    }
}
