package dev.maat.checkers.finding;

import dev.maat.checkers.catalogue.WitnessEvent;
import dev.maat.checkers.facts.Configurations;
import dev.maat.checkers.facts.Core;
import dev.maat.checkers.facts.Facts;
import dev.maat.checkers.facts.Views;
import dev.maat.checkers.history.Crash;
import dev.maat.checkers.history.EventType;
import dev.maat.checkers.history.ProcessLog;
import dev.maat.checkers.history.ViewContent;
import java.util.ArrayList;
import java.util.Collection;
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
    private final Set<Integer> whole = new TreeSet<>();
    private final List<ProcessLog> proved = new ArrayList<>();

    public Witness(Facts facts) {
        this.facts = facts;
        this.lines = new WitnessLines(facts);
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
    private Witness shown(ProcessLog log) {
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
        lines.quiet();
        for (int p : facts.core.processes()) {
            start(p);
            present(p);
            earlier(facts.log(p).node());
        }
        return this;
    }

    /** A line of each process of a node: if none told of it, it might be the last one. */
    private void earlier(String node) {
        for (ProcessLog log : facts.told.logs()) {
            if (log.node().equals(node)) {
                shown(log);
                if (log.size() == 0) {
                    crash(log);
                }
            }
        }
    }

    /** The END by which a core process that may seem gone shows that it ran on, with its fate at the core. */
    private void present(int process) {
        int shown = facts.core.presence(process);
        if (shown != Core.NO_EVENT) {
            int end = facts.log(process).message(shown);
            event(process, shown).send(end).failed(end).among(facts.core.processes(), end);
        }
    }

    /**
     * The events by which liveness can be judged: the core, a view that it is a quorum of, an END. Call it after {@link #complete}:
     * the END must not look undelivered in a complete log; gaps of the other logs prove nothing.
     *
     * @param atIssue the message of the violation, or -1; if it is itself an END, no other one is needed
     */
    public Witness liveness(int atIssue) {
        quiet().install(facts.core.quorumInstall()).install(facts.core.previousInstall());
        facts.core.generationBegins().forEach(this::install);
        boolean isEnd = atIssue >= 0 && facts.messages.last(atIssue) && facts.core.has(facts.messages.sender(atIssue));
        return isEnd ? send(atIssue) : end();
    }

    /** The END of the core that most core processes delivered, with its return and its deliveries there. */
    private Witness end() {
        int best = -1;
        int most = -1;
        for (int m = 0; m < facts.messages.count(); m++) {
            if (facts.messages.last(m) && facts.core.has(facts.messages.sender(m))) {
                int fate = facts.messages.sentEvent(m) >= 0 ? 1 : 0;
                for (int p : facts.core.processes()) {
                    fate += facts.deliveries.by(p, m) >= 0 ? 1 : 0;
                }
                if (fate > most) {
                    most = fate;
                    best = m;
                }
            }
        }
        return best < 0 ? this : send(best).failed(best).among(whole, best);
    }

    /** Deliveries and indications of a message at the core. */
    public void amongCore(int message) {
        among(facts.core.processes(), message);
    }

    private Witness among(Collection<Integer> processes, int message) {
        for (int p : processes) {
            ProcessLog log = facts.log(p);
            if (p == facts.messages.sender(message)) {
                sent(message);
            }
            int delivery = facts.deliveries.by(p, message);
            if (delivery >= 0) {
                delivery(delivery);
            }
            for (int i = 0; i < log.size() && log.count(EventType.SAFE) > 0; i++) {
                if (log.type(i) == EventType.SAFE && log.message(i) == message) {
                    event(p, i);
                    break;
                }
            }
        }
        return this;
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
