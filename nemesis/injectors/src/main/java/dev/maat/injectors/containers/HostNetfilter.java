package dev.maat.injectors.containers;

import dev.maat.injectors.HostCommand;
import dev.maat.injectors.InjectionException;
import dev.maat.injectors.Programs;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whether this process can set netfilter rules in the network namespaces of this machine. It is tried in a namespace of its own,
 * which no longer exists when the answer is there.
 *
 * @param tool the one that works
 * @param missing programs without which nothing can be set; either of {@code nft} and {@code iptables} is enough
 * @param refusal the reason why the programs that are there do not work; empty if there is none
 */
public record HostNetfilter(Optional<NetfilterTool> tool, List<String> missing, String refusal) {
    private static final long LIMIT_MILLIS = 10_000;
    private static final Target NOWHERE = new Target("", "", 0, "");

    /** Tries each tool until one sets the rules that runs over TCP need, or else the fewer ones of runs over UDP. */
    public static HostNetfilter look(Programs programs, boolean overTcp) {
        List<String> missing = new ArrayList<>(programs.lacking("nsenter", "unshare"));
        List<NetfilterTool> tools = installed(programs);
        if (tools.isEmpty()) {
            missing.add("nft");
        }
        if (!missing.isEmpty()) {
            return new HostNetfilter(Optional.empty(), missing, "");
        }
        List<String> reasons = new ArrayList<>();
        for (NetfilterTool tool : tools) {
            try {
                tool.tryAt(new OwnNamespace(programs), NOWHERE, overTcp);
                return new HostNetfilter(Optional.of(tool), List.of(), "");
            } catch (InjectionException e) {
                reasons.add(tool.word() + ": " + e.getMessage());
            }
        }
        return new HostNetfilter(Optional.empty(), List.of(), String.join("; ", reasons));
    }

    /** The tools of which all programs are on this machine. */
    public static List<NetfilterTool> installed(Programs programs) {
        List<NetfilterTool> installed = new ArrayList<>();
        for (NetfilterTool tool : NetfilterTool.values()) {
            if (programs.lacking(tool.programs().toArray(String[]::new)).isEmpty()) {
                installed.add(tool);
            }
        }
        return installed;
    }

    /** A new network namespace for each command. */
    private record OwnNamespace(Programs programs) implements NamespaceShell {
        @Override
        public String run(Target target, List<String> command) {
            List<String> entering = new ArrayList<>(programs.resolve(List.of("unshare", "--net", "--")));
            entering.addAll(programs.resolve(command));
            HostCommand.Outcome outcome = HostCommand.run(LIMIT_MILLIS, entering);
            if (!outcome.succeeded()) {
                throw new InjectionException(outcome.output().strip());
            }
            return outcome.output();
        }

        @Override
        public void forget(Target target) {}

        @Override
        public void close() {}
    }
}
