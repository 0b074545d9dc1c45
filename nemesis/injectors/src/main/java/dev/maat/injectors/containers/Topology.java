package dev.maat.injectors.containers;

import dev.maat.faults.Fault;
import dev.maat.faults.Link;
import dev.maat.faults.UnsupportedFaultException;
import dev.maat.injectors.InjectionException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All nodes, and the directed links between them. */
final class Topology {
    private final Map<String, Target> byNode = new LinkedHashMap<>();
    private final Map<String, Target> byAddress = new LinkedHashMap<>();

    Topology(Collection<Target> targets) {
        for (Target target : targets) {
            byNode.put(target.node(), target);
            byAddress.put(target.address(), target);
        }
    }

    Target node(String name) {
        Target target = byNode.get(name);
        if (target == null) {
            throw new InjectionException("no node is called '" + name + "'");
        }
        return target;
    }

    Target at(String address) {
        Target target = byAddress.get(address);
        if (target == null) {
            throw new InjectionException("no node has the address " + address);
        }
        return target;
    }

    List<Link> links() {
        List<Link> links = new ArrayList<>();
        for (Target from : byNode.values()) {
            for (Target to : byNode.values()) {
                if (from != to) {
                    links.add(new Link(from.node(), to.node()));
                }
            }
        }
        return links;
    }

    /** The directed links that a fault affects. */
    List<Link> linksOf(Fault fault) {
        return switch (fault) {
            case Fault.Partition partition -> partition.links();
            case Fault.OnLinks onLinks -> onLinks.links().isEmpty() ? links() : onLinks.links();
            case Fault.OnNode onNode -> throw new UnsupportedFaultException(onNode.kind() + " is no fault of links");
        };
    }
}
