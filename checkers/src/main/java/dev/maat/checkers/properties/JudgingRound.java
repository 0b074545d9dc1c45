package dev.maat.checkers.properties;

import dev.maat.checkers.catalogue.JudgeListener;
import dev.maat.checkers.catalogue.PropertyId;
import dev.maat.checkers.catalogue.PropertyResult;
import dev.maat.checkers.facts.Facts;
import dev.maat.checkers.facts.TooLargeException;
import dev.maat.checkers.finding.Checker;
import dev.maat.checkers.finding.Findings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Judges a history by several checkers, on several threads if need be: no checker looks at the result of another. Shared facts are computed
 * first, side by side, because a checker that asks for one which another thread computes waits idly.
 */
final class JudgingRound {
    /** A fact that several checkers ask for. */
    record Shared(String name, Consumer<Facts> compute) {}

    private final Facts facts;
    private final List<Shared> shared;
    private final List<Checker> checkers;
    private final Map<PropertyId, PropertyResult> results;
    private final JudgeListener listener;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    /** @param results takes the result of each checker */
    JudgingRound(
            Facts facts,
            List<Shared> shared,
            List<Checker> checkers,
            Map<PropertyId, PropertyResult> results,
            JudgeListener listener) {
        this.facts = facts;
        this.shared = shared;
        this.checkers = checkers;
        this.results = results;
        this.listener = listener;
    }

    void run(int threads) {
        List<Thread> others = new ArrayList<>();
        for (int k = 1; k < threads; k++) {
            others.add(Thread.ofPlatform().daemon().name("maat-judge-" + k).start(this::work));
        }
        work();
        boolean interrupted = false;
        for (Thread other : others) {
            while (other.isAlive()) {
                try {
                    other.join();
                } catch (InterruptedException whileJudging) {
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        if (failure.get() instanceof Error error) {
            throw error;
        }
        if (failure.get() instanceof RuntimeException mistake) {
            throw mistake;
        }
    }

    private void work() {
        try {
            int parts = shared.size() + checkers.size();
            for (int k = next.getAndIncrement(); k < parts; k = next.getAndIncrement()) {
                if (k < shared.size()) {
                    share(shared.get(k));
                } else {
                    one(checkers.get(k - shared.size()));
                }
            }
        } catch (RuntimeException | Error bad) {
            // No further property is judged; run() throws the failure on the caller's thread.
            failure.compareAndSet(null, bad);
            next.set(shared.size() + checkers.size());
        }
    }

    private void share(Shared part) {
        long began = System.nanoTime();
        try {
            part.compute().accept(facts);
        } catch (RuntimeException | StackOverflowError metAgain) {
            // A checker that asks for this fact meets the same failure and reports it for its own property.
        }
        synchronized (results) {
            listener.judged(part.name(), System.nanoTime() - began);
        }
    }

    private void one(Checker checker) {
        long began = System.nanoTime();
        PropertyResult result = judge(facts, checker);
        synchronized (results) {
            results.put(checker.property(), result);
            listener.judged(checker.property().id(), System.nanoTime() - began);
        }
    }

    /** The findings of a checker. A checker that fails has none, so that its property is unknown. */
    static PropertyResult judge(Facts facts, Checker checker) {
        Findings findings = new Findings(facts, checker.property());
        try {
            checker.check(facts, findings);
        } catch (TooLargeException tooLarge) {
            findings.unknown(tooLarge.why());
        } catch (RuntimeException | StackOverflowError failure) {
            return Findings.failed(checker.property(), failure);
        }
        return findings.result();
    }
}
