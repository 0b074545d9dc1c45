package dev.maat.injectors.containers;

import dev.maat.injectors.InjectionException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A program that sets netfilter rules. The first that works is taken. */
public enum NetfilterTool {
    NFT("nft"),
    IPTABLES("iptables", "iptables-restore", "iptables-save", "sh");

    /** No fault has this id, and no packet comes from this address (RFC 5737). */
    private static final int TRIAL_FAULT = 0;

    private static final String TRIAL_SENDER = "192.0.2.1";
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
     * The first tool that sets a rule with a probability in the namespace of a target. The rule is removed again.
     *
     * @throws InjectionException if none does, with the reason of each
     */
    public static NetfilterTool workingIn(NamespaceShell shell, Target target, List<NetfilterTool> tools) {
        List<String> reasons = new ArrayList<>();
        for (NetfilterTool tool : tools) {
            try {
                tool.tryAt(shell, target);
                tool.over(shell).remove(target, TRIAL_FAULT);
                return tool;
            } catch (NodeGone e) {
                throw e;
            } catch (InjectionException e) {
                reasons.add(tool.word() + ": " + e.getMessage());
            }
        }
        throw new InjectionException("no netfilter rule can be set: " + String.join("; ", reasons));
    }

    void tryAt(NamespaceShell shell, Target target) {
        over(shell).drop(target, TRIAL_FAULT, List.of(TRIAL_SENDER), TRIAL_PERCENT);
    }
}
