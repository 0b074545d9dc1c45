package dev.maat.injectors.containers;

import dev.maat.injectors.InjectionException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** A program that sets netfilter rules. The first that works is taken. */
public enum NetfilterTool {
    NFT("nft"),
    IPTABLES("iptables", "iptables-restore", "iptables-save", "sh");

    /** No fault has this id, and no packet comes from this address (RFC 5737). */
    private static final int TRIAL_FAULT = 0;

    private static final Target TRIAL_PEER = new Target("trial", "192.0.2.1", 9, "");
    private static final String TRIAL_PROXY = "192.0.2.2";
    private static final int TRIAL_PERCENT = 50;

    private final List<String> programs;

    NetfilterTool(String... programs) {
        this.programs = List.of(programs);
    }

    /** The name by which users know it. */
    public String word() {
        return programs.get(0);
    }

    /** The matches and targets in the rules of {@link IptablesRules}, each a file that the program loads. */
    public static Set<String> iptablesExtensions() {
        return IptablesRules.EXTENSIONS;
    }

    /** All programs that it consists of. */
    public List<String> programs() {
        return programs;
    }

    Netfilter over(NamespaceShell shell) {
        return switch (this) {
            case NFT -> new NftRules(shell);
            case IPTABLES -> new IptablesRules(shell);
        };
    }

    /**
     * The first tool that sets a rule of each kind that faults set in the namespace of a target. The rules are removed again.
     *
     * @param overTcp whether the run has a proxy, which needs kinds of rules that a kernel may lack
     * @throws InjectionException if none does, with the reason of each
     */
    public static NetfilterTool workingIn(
            NamespaceShell shell, Target target, List<NetfilterTool> tools, boolean overTcp) {
        List<String> reasons = new ArrayList<>();
        for (NetfilterTool tool : tools) {
            try {
                Netfilter netfilter = tool.over(shell);
                for (Trial trial : trials(target, overTcp)) {
                    trial.set.accept(netfilter);
                    trial.remove.accept(netfilter);
                }
                return tool;
            } catch (NodeGone e) {
                throw e;
            } catch (InjectionException e) {
                reasons.add(tool.word() + ": " + e.getMessage());
            }
        }
        throw new InjectionException("no netfilter rule can be set: " + String.join("; ", reasons));
    }

    /** Sets a rule of each kind and removes none: for a namespace that is about to vanish. */
    void tryAt(NamespaceShell shell, Target target, boolean overTcp) {
        Netfilter netfilter = over(shell);
        trials(target, overTcp).forEach(trial -> trial.set.accept(netfilter));
    }

    /** Rules of one kind, about a peer that no run has. */
    private record Trial(Consumer<Netfilter> set, Consumer<Netfilter> remove) {}

    /** Every kind of rule that a fault sets: a tool that lacks a match or a target of one of them fails before the run begins. */
    private static List<Trial> trials(Target target, boolean overTcp) {
        List<String> peer = List.of(TRIAL_PEER.address());
        Trial drop = new Trial(
                rules -> rules.drop(target, TRIAL_FAULT, peer, TRIAL_PERCENT),
                rules -> rules.remove(target, TRIAL_FAULT));
        if (!overTcp) {
            return List.of(drop);
        }
        return List.of(
                drop,
                new Trial(
                        rules -> rules.dropArrivals(target, TRIAL_FAULT, peer),
                        rules -> rules.remove(target, TRIAL_FAULT)),
                new Trial(
                        rules -> rules.blockConnects(target, TRIAL_FAULT, peer, true),
                        rules -> rules.unblockConnects(target, TRIAL_FAULT)),
                new Trial(
                        rules -> rules.redirect(target, TRIAL_PROXY, Map.of(TRIAL_PEER, TRIAL_PEER.port())),
                        rules -> rules.endRedirection(target)));
    }
}
