package dev.maat.checkers.facts;

import dev.maat.checkers.history.History;
import dev.maat.checkers.history.MessageTable;
import dev.maat.checkers.history.ProcessLog;
import dev.maat.checkers.history.ViewContent;

/** The facts of one history that all checkers share: computed once, read by all. */
public class Facts {
    public final History history;
    public final MessageTable messages;
    public final Views views;
    /** The history as its lines tell it; {@link #history} has recovering processes in place of their incarnations. */
    public final History told;

    public final Deliveries deliveries;
    public final Sends sends;
    public final Risk risk;
    public final Exclusion exclusion;
    public final Core core;
    public final Groups groups;
    public final PrimaryMoves primaryMoves;
    private final Lazy<Boolean> placesAgree = new Lazy<>(() -> new AgreedPlaces(this).hold());
    private final Lazy<OneOrder> oneOrder = new Lazy<>(() -> new OneOrder(this));
    private final Lazy<ViewCausality> viewCausality = new Lazy<>(() -> new ViewCausality(this));
    private final Lazy<CausalPast> causalPast = new Lazy<>(() -> CausalPast.of(this));
    private final Lazy<LackedMessages> lackedMessages = new Lazy<>(() -> new LackedMessages(this));
    private final Lazy<CausalWaits> causalWaits = new Lazy<>(() -> new CausalWaits(this));
    private final Lazy<Configurations> configurations = new Lazy<>(() -> new Configurations(this));

    public Facts(History told) {
        History history = told.recovering();
        this.told = told;
        this.history = history;
        this.messages = history.messages();
        this.views = new Views(history);
        this.deliveries = new Deliveries(history, views);
        this.sends = new Sends(history, views, deliveries);
        this.risk = new Risk(history, views, deliveries, sends);
        this.exclusion = new Exclusion(history, views);
        this.core = new Core(history, views);
        this.groups = new Groups(views, core);
        this.primaryMoves = new PrimaryMoves(views);
    }

    /** Whether no two deliveries contradict each other by their places. */
    public boolean placesAgree() {
        return placesAgree.get();
    }

    public OneOrder oneOrder() {
        return oneOrder.get();
    }

    public ViewCausality viewCausality() {
        return viewCausality.get();
    }

    /** Expensive, and needed only if nothing cheaper shows causal order. */
    public CausalPast causalPast() {
        return causalPast.get();
    }

    public LackedMessages lackedMessages() {
        return lackedMessages.get();
    }

    public CausalWaits causalWaits() {
        return causalWaits.get();
    }

    /** For the evs-* properties. */
    public Configurations configurations() {
        return configurations.get();
    }

    /** Whether no event of a process can be missing; a process without a log may have done anything. */
    public boolean complete(int process) {
        ProcessLog log = history.log(process);
        return log != null && log.complete();
    }

    /** Whether a process comes before another in the order of names, so that a sentence does not depend on the order of the files. */
    public boolean readFirst(int process, int other) {
        for (ProcessLog log : history.logs()) {
            if (log.process() == process || log.process() == other) {
                return log.process() == process;
            }
        }
        return true;
    }

    /**
     * Whether a process certainly did not deliver a message while an install was current: its log is complete, or has the delivery
     * elsewhere.
     */
    public boolean notDeliveredIn(int install, int m) {
        int p = views.process(install);
        int own = deliveries.by(p, m);
        return own < 0 ? complete(p) : deliveries.install(own) != install;
    }

    /** The process as which a log is judged: a recovering one for each of its incarnations. */
    public int judgedAs(ProcessLog told) {
        for (ProcessLog log : history.logs()) {
            if (log.parts().contains(told)) {
                return log.process();
            }
        }
        return told.process();
    }

    public String process(int process) {
        return history.processName(process);
    }

    public String message(int message) {
        return history.messageName(message);
    }

    public ProcessLog log(int process) {
        ProcessLog log = history.log(process);
        if (log == null) {
            throw new IllegalStateException("no log of " + process(process));
        }
        return log;
    }

    /** Whether an install of a core process may not be its last one, since its log is incomplete. */
    public boolean mayHaveGoneOn(int install) {
        return core.endsIn(install) && !complete(views.process(install));
    }

    /** The members of a view, as sentences name them. */
    public String members(ViewContent view) {
        StringBuilder names = new StringBuilder("[");
        for (int rank = 0; rank < view.size(); rank++) {
            names.append(rank == 0 ? "" : ", ").append(process(view.member(rank)));
        }
        return names.append(']').toString();
    }
}
