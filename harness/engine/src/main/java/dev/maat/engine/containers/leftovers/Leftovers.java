package dev.maat.engine.containers.leftovers;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.api.model.Network;
import dev.maat.engine.containers.leftovers.HarnessIdentity.Presence;
import dev.maat.engine.containers.needs.EngineUnavailable;
import dev.maat.engine.run.Failures;
import dev.maat.engine.run.Progress;
import dev.maat.injectors.containers.Freezer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Removes containers and networks: those of a run that is over, and those that a killed harness left. Netfilter rules need no
 * removal: they live in the containers' own namespaces and go with them.
 */
public final class Leftovers {
    private final DockerClient client;

    public Leftovers(DockerClient client) {
        this.client = client;
    }

    /**
     * Removes everything that dead harnesses of this machine have left, and names the runs of harnesses that cannot be judged from
     * here. A removal that fails keeps no run from its own work.
     */
    public void removeOfDeadHarnesses(Progress progress) {
        LocalProcesses processes = LocalProcesses.ofThisMachine();
        try {
            int removed = remove(labels -> HarnessLabels.presence(labels, processes) == Presence.DEAD);
            if (removed > 0) {
                progress.note("removed " + removed + " containers and networks that a killed run had left");
            }
            strangers(processes).sentences().forEach(progress::note);
        } catch (DockerException | EngineUnavailable e) {
            progress.note("what a killed run had left could not be removed, the next run tries again: "
                    + Failures.describe(e));
        }
    }

    private Strangers strangers(LocalProcesses processes) {
        Strangers strangers = new Strangers();
        Predicate<Map<String, String>> unknown =
                labels -> HarnessLabels.presence(labels, processes) == Presence.UNKNOWN;
        containers(unknown).forEach(one -> strangers.container(one.getLabels()));
        networks(unknown).forEach(one -> strangers.network(one.getLabels()));
        return strangers;
    }

    /** Removes everything that is left of one run. */
    public void removeOfRun(String runId) {
        remove(labels -> runId.equals(labels.get(HarnessLabels.RUN)));
    }

    /** Ids of the containers and names of the networks that a run has at the engine now. */
    public List<String> ofRun(String runId) {
        List<String> names = new ArrayList<>();
        containers(labels -> runId.equals(labels.get(HarnessLabels.RUN))).forEach(one -> names.add(one.getId()));
        networks(labels -> runId.equals(labels.get(HarnessLabels.RUN))).forEach(one -> names.add(one.getName()));
        return names;
    }

    private int remove(Predicate<Map<String, String>> whose) {
        int removed = 0;
        for (Container container : containers(whose)) {
            removed += removeContainer(container.getId()) ? 1 : 0;
        }
        for (Network network : networks(whose)) {
            removed += removeNetwork(network.getId()) ? 1 : 0;
        }
        return removed;
    }

    private boolean removeContainer(String id) {
        try {
            Freezer.releaseLeftover(client, id);
            client.removeContainerCmd(id)
                    .withForce(true)
                    .withRemoveVolumes(true)
                    .exec();
            return true;
        } catch (NotFoundException | ConflictException e) {
            // Another process removes it at the same time.
            return false;
        }
    }

    private boolean removeNetwork(String id) {
        try {
            client.removeNetworkCmd(id).exec();
            return true;
        } catch (NotFoundException e) {
            return false;
        } catch (DockerException e) {
            throw new EngineUnavailable("cannot remove network " + id + ": " + e.getMessage(), e);
        }
    }

    private List<Container> containers(Predicate<Map<String, String>> whose) {
        return client.listContainersCmd().withShowAll(true).withLabelFilter(List.of(HarnessLabels.RUN)).exec().stream()
                .filter(container -> whose.test(container.getLabels()))
                .toList();
    }

    private List<Network> networks(Predicate<Map<String, String>> whose) {
        return client.listNetworksCmd().withFilter("label", List.of(HarnessLabels.RUN)).exec().stream()
                .filter(network -> whose.test(network.getLabels()))
                .toList();
    }
}
