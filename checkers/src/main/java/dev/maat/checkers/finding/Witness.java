package dev.maat.checkers.finding;

import dev.maat.checkers.catalogue.WitnessEvent;
import dev.maat.checkers.facts.Configurations;
import dev.maat.checkers.facts.Facts;
import dev.maat.checkers.facts.Views;
import dev.maat.checkers.history.Crash;
import dev.maat.checkers.history.EventType;
import dev.maat.checkers.history.ProcessLog;
import dev.maat.checkers.history.ViewContent;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Collects the few events that prove a violation: each once, process by process, in the order of their logs. Alone under the
 * history's header they still violate the property.
 *
 * <p>The <em>absence</em> of an event from a log is proved by the line that makes the log complete, {@code closed} or the crash
 * ({@link #complete}). A witness that has this line says that no other event of the process matters. A process whose witness lacks
 * the line counts as incomplete when the witness is judged alone.
 */
public final class Witness {
    private final Facts facts;
    private final WitnessLines lines;
    private final CoreProof core;
    private final Set<Integer> whole = new TreeSet<>();
    private final List<ProcessLog> proved = new ArrayList<>();

    public Witness(Facts facts) {
        this.facts = facts;
        this.lines = new WitnessLines(facts);
        this.core = new CoreProof(facts, this);
    }

    public Witness event(int process, int index) {
        ProcessLog log = facts.history.log(process);
        if (log == null || index < 0 || index >= log.size()) {
            return this;
        }
        if (log.parts().size() > 1) {
            // The starts put the lives of a recovering process in their order, and a life without a line would count as
            // lost.
            log.parts().forEach(this::shown);
            int[] reached = log.reached(index);
            if (reached != null && log.type(index) == EventType.DELIVER) {
                inPart(log, reached[1]).event(process, reached[0]);
            }
        }
        return inPart(log, index);
    }

    /** An event of a recovering process, in the log of the incarnation that it is from. */
    private Witness inPart(ProcessLog log, int index) {
        int at = index;
        for (ProcessLog part : log.parts()) {
            if (at < part.size()) {
                return event(part, at);
            }
            at -= part.size();
        }
        return this;
    }

    /** The start of one incarnation, or the first line of its log. */
    Witness shown(ProcessLog log) {
        return log.size() == 0 ? this : event(log, Math.max(0, log.startEvent()));
    }

    /** An event of the log of one incarnation. */
    public Witness event(ProcessLog log, int index) {
        if (index >= 0) {
            lines.event(log, index);
        }
        return this;
    }

    /** A delivery. If it comes after {@code left} or {@code excluded}, that line too: else it would count for the last view. */
    public Witness delivery(int delivery) {
        int p = facts.deliveries.process(delivery);
        int index = facts.deliveries.event(delivery);
        return index > facts.views.gone(p) ? event(p, facts.views.gone(p)).event(p, index) : event(p, index);
    }

    /** A delivery and its view, or nothing if its number is negative. */
    public Witness deliveryIfAny(int delivery) {
        return delivery < 0 ? this : deliveryInView(delivery);
    }

    /** A delivery and its view. */
    public Witness deliveryInView(int delivery) {
        return delivery(delivery).install(facts.deliveries.install(delivery));
    }

    /** The view line of an install; for the implicit view the {@code start} line that stands for it. */
    public Witness install(int install) {
        if (install == Views.NONE) {
            return this;
        }
        int p = facts.views.process(install);
        return facts.views.event(install) < 0 ? start(p) : event(p, facts.views.event(install));
    }

    Witness start(int process) {
        ProcessLog log = facts.history.log(process);
        return log == null ? this : event(process, log.startEvent());
    }

    /** Every line that makes a message count as sent, and that shows in which views. */
    public Witness sending(int message) {
        send(message).sent(message).failed(message);
        int own = facts.deliveries.by(facts.messages.sender(message), message);
        if (own >= 0) {
            delivery(own);
        } else if (facts.messages.sentEvent(message) < 0 && facts.deliveries.deliverers(message) > 0) {
            delivery(facts.deliveries.ofMessage(message, 0));
        }
        for (int i = facts.sends.viewFrom(message); i <= facts.sends.viewTo(message); i++) {
            install(i);
        }
        return this;
    }

    /** An install of a configuration, with the view that it belongs to; nothing for {@link Configurations#NONE}. */
    public Witness configuration(int row) {
        if (row == Configurations.NONE) {
            return this;
        }
        Configurations configurations = facts.configurations();
        return install(configurations.regular(row)).event(configurations.process(row), configurations.event(row));
    }

    /** A delivery and its configuration, or nothing if its number is negative. */
    public Witness deliveryInConfiguration(int delivery) {
        return delivery < 0
                ? this
                : deliveryInView(delivery).configuration(facts.configurations().ofDelivery(delivery));
    }

    /** Every line that shows in which configurations a message may have been sent. */
    public Witness sendingInConfigurations(int m) {
        Configurations configurations = facts.configurations();
        sending(m).deliveryInConfiguration(facts.deliveries.by(facts.messages.sender(m), m));
        if (facts.sends.viewFrom(m) > configurations.sentTo(m)) {
            return this;
        }
        int end = configurations.rowOf(configurations.sentTo(m));
        int next = configurations.next(end);
        while (configurations.unsettled(m) && next != Configurations.NONE) {
            end = next;
            next = configurations.next(next);
        }
        for (int row = configurations.rowOf(facts.sends.viewFrom(m)); row <= end; row++) {
            configuration(row);
        }
        return this;
    }

    public Witness send(int message) {
        return event(facts.messages.sender(message), facts.messages.sendEvent(message));
    }

    public Witness sent(int message) {
        return event(facts.messages.sender(message), facts.messages.sentEvent(message));
    }

    public Witness failed(int message) {
        return event(facts.messages.sender(message), facts.messages.failedEvent(message));
    }

    /** How a process completes a view: by its next view, or by the proof that it ends in this one as a core process. */
    public Witness completing(int install) {
        install(install);
        int next = facts.views.next(install);
        return next == Views.NONE ? quiet().complete(facts.views.process(install)) : install(next);
    }

    /** The install that shows that a process was not excluded from a view, if a later view is without the process. */
    public Witness notExcluded(int install) {
        return firstWithout(install) == Views.NONE ? this : install(facts.primaryMoves.next(install));
    }

    /** The install that excludes a process from a view, if the process is excluded from it. */
    public Witness ifExcluded(int install) {
        return install == Views.NONE || !facts.exclusion.excluded(install) ? this : install(firstWithout(install));
    }

    /** An install of the lowest later primary view that is without a process, or {@link Views#NONE}. */
    private int firstWithout(int install) {
        int first = Views.NONE;
        for (int i = 0; install != Views.NONE && i < facts.views.count(); i++) {
            ViewContent view = facts.views.content(install);
            ViewContent higher = facts.views.content(i);
            if (higher.primary()
                    && higher.seq() > view.seq()
                    && higher.generation().equals(view.generation())
                    && !higher.has(facts.views.process(install))
                    && (first == Views.NONE
                            || higher.seq() < facts.views.content(first).seq())) {
                first = i;
            }
        }
        return first;
    }

    /** The line that proves the log of a process complete: its {@code closed} with the right count, or its crash. */
    public Witness complete(int process) {
        ProcessLog log = facts.history.log(process);
        if (log == null || !log.complete()) {
            return this;
        }
        whole.add(process);
        for (ProcessLog part : log.parts()) {
            complete(part);
            if (log.parts().size() > 1) {
                shown(part);
            }
        }
        return this;
    }

    /** The line that proves the log of one incarnation complete. */
    public Witness complete(ProcessLog log) {
        if (log.complete()) {
            proved.add(log);
            return log.crash() != null ? crash(log) : event(log, log.size() - 1);
        }
        return this;
    }

    /** The proof that a process did not deliver a message while an install was current. */
    public Witness notDeliveredIn(int install, int m) {
        int p = facts.views.process(install);
        return deliveryIfAny(facts.deliveries.by(p, m)).complete(p);
    }

    /** The crash line of a process, and the lines of the fault that it names as its cause. */
    public Witness crash(ProcessLog log) {
        Crash crash = log.crash();
        if (crash != null) {
            lines.crash(log);
            if (crash.cause() != null) {
                lines.fault(crash.cause());
            }
        }
        return this;
    }

    /** The {@code quiet} line, which names the core, and the starts that show which processes are meant. */
    public Witness quiet() {
        core.quiet();
        return this;
    }

    /**
     * The events by which liveness can be judged: the core, a view that it is a quorum of, an END. Call it after {@link #complete}:
     * the END must not look undelivered in a complete log; gaps of the other logs prove nothing.
     *
     * @param atIssue the message of the violation, or -1; if it is itself an END, no other one is needed
     */
    public Witness liveness(int atIssue) {
        core.liveness(atIssue, whole);
        return this;
    }

    /** Deliveries and indications of a message at the core. */
    public void amongCore(int message) {
        core.among(facts.core.processes(), message);
    }

    /** The last {@code quiet} line itself. */
    void quietLine() {
        lines.quiet();
    }

    /** Any primary view, to show that the history has one. */
    public void anyPrimaryView() {
        for (int i = 0; i < facts.views.count(); i++) {
            if (facts.primaryMoves.isPrimary(i)) {
                install(i);
                return;
            }
        }
    }

    /** Any safe indication, to show that the history has one. */
    public void anySafe() {
        for (ProcessLog log : facts.history.logs()) {
            for (int i = 0; i < log.size() && log.count(EventType.SAFE) > 0; i++) {
                if (log.type(i) == EventType.SAFE) {
                    event(log.process(), i);
                    return;
                }
            }
        }
    }

    List<WitnessEvent> events() {
        // A crash line alone proves no log complete.
        for (ProcessLog log : proved) {
            if (log.crash() != null && lines.count(log) == 1) {
                shown(log);
            }
        }
        return lines.all();
    }
}
