package dev.maat.engine.cli.run;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.maat.engine.run.ArgumentException;
import dev.maat.faults.Fault;
import dev.maat.faults.FaultPlan;
import dev.maat.faults.PlannedFault;
import dev.maat.scenario.Scenario;
import dev.maat.scenario.Workload;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StaticClaimsTest {
    private static Scenario claiming(String membership, String claim) {
        return Scenario.of("reference", claim, "total", 3, 7, Workload.of(10, 1_000))
                .withImplementation("reference", List.of(claim), membership, Scenario.NO_RECOVERY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "atomic",
                "uniform-atomic",
                "membership",
                "virtually-synchronous",
                "extended",
                "membership-precision"
            })
    void aClaimThatNeedsViewsIsRefusedWithWhatAStaticGroupCanClaim(String claim) {
        assertThatThrownBy(() -> StaticClaims.require("s.json", claiming(Scenario.STATIC, claim)))
                .isInstanceOf(ArgumentException.class)
                .hasMessageStartingWith("s.json: a static group has no views, so it cannot claim " + claim)
                .hasMessageContaining("it can claim reliable, reliable-fifo, reliable-causal, total-order-broadcast,"
                        + " total-order-broadcast-uniform");
    }

    @ParameterizedTest
    @ValueSource(strings = {"reliable", "reliable-causal", "total-order-broadcast-uniform", "weak-total-order"})
    void aClaimThatNeedsNoViewsIsAccepted(String claim) {
        assertThatCode(() -> StaticClaims.require("s.json", claiming(Scenario.STATIC, claim)))
                .doesNotThrowAnyException();
    }

    @Test
    void aGroupWithViewsMayClaimAll() {
        assertThatCode(() -> StaticClaims.require("s.json", claiming(Scenario.PRIMARY, "atomic")))
                .doesNotThrowAnyException();
    }

    @Test
    void aJoinIsNoFaultOfAStaticGroup() {
        FaultPlan plan =
                new FaultPlan(List.of(new PlannedFault(1, 100, null, new Fault.Leave("n2"), false)), List.of());

        assertThatThrownBy(() -> StaticClaims.require(
                        "s.json", claiming(Scenario.STATIC, "reliable").withPlan(plan)))
                .isInstanceOf(ArgumentException.class)
                .hasMessageContaining("s.json.plan: the processes of a static group are fixed");
    }

    private static final FaultPlan RESTARTING =
            new FaultPlan(List.of(new PlannedFault(1, 100, null, new Fault.Restart("n2", 50), false)), List.of());

    @Test
    void aRestartIsNoFaultOfAStaticGroupThatDoesNotResume() {
        assertThatThrownBy(() -> StaticClaims.require(
                        "s.json", claiming(Scenario.STATIC, "reliable").withPlan(RESTARTING)))
                .isInstanceOf(ArgumentException.class)
                .hasMessage(
                        "s.json.plan: a process that restarts is of a static group only if its nodes keep their state;"
                                + " take restart out of the plan, or say \"recovery\": \"resume\" if they do");
    }

    @Test
    void aStaticGroupThatResumesMayRestart() {
        Scenario resuming = claiming(Scenario.STATIC, "reliable")
                .withImplementation("reference", List.of("reliable"), Scenario.STATIC, Scenario.RESUME)
                .withPlan(RESTARTING);
        assertThatCode(() -> StaticClaims.require("s.json", resuming)).doesNotThrowAnyException();
    }

    @Test
    void aGroupWithViewsMayRestart() {
        assertThatCode(() -> StaticClaims.require(
                        "s.json", claiming(Scenario.PRIMARY, "atomic").withPlan(RESTARTING)))
                .doesNotThrowAnyException();
    }
}
