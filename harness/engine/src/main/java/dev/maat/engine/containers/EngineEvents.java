package dev.maat.engine.containers;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.model.Event;
import com.github.dockerjava.api.model.EventActor;
import com.github.dockerjava.api.model.EventType;
import dev.maat.engine.live.HostEvent;
import dev.maat.engine.run.Failures;
import dev.maat.engine.run.Progress;
import dev.maat.injectors.containers.Target;
import java.io.Closeable;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Hears from the engine what happens to the containers of a run, by the harness or by an outsider. The end of a node's process is not
 * among it: that is looked into when the process's connection breaks. A Toxiproxy is asked for signs of life as well, because a
 * signal can stop it without the engine.
 */
final class EngineEvents implements AutoCloseable {
    /** The events of a run's containers that say something, as the engine names them. */
    private static final String PAUSE = "pause";

    private static final String UNPAUSE = "unpause";
    private static final String DIE = "die";
    private static final String RESTART = "restart";
    private static final String UPDATE = "update";
    private static final String DISCONNECT = "disconnect";
    private static final String NOT_US = ", and not by this harness";

    /** One event, as far as it matters here. */
    record Heard(String action, String containerId, Map<String, String> attributes, Instant at) {}

    /** A question about a container that an event may leave open. */
    interface Engine {
        /** Whether the container ran when this happened, and still does. */
        boolean hasRunSince(String containerId, Instant at);
    }

    private final DockerClient client;
    private final Progress progress;
    private final Map<String, String> nodes = new HashMap<>();
    private final @Nullable String proxyId;
    private final @Nullable ProxyPulse pulse;
    private @Nullable Closeable stream;
    private volatile boolean isClosed;

    /** @param proxy null where there is none */
    EngineEvents(DockerClient client, Collection<Target> targets, @Nullable ProxyContainer proxy, Progress progress) {
        this.client = client;
        this.progress = progress;
        targets.forEach(target -> nodes.put(target.containerId(), target.node()));
        this.proxyId = proxy == null ? null : proxy.containerId();
        this.pulse = proxy == null ? null : new ProxyPulse(proxy.controlHost(), proxy.controlPort());
    }

    /** Begins to listen. Once. */
    void follow(Consumer<HostEvent> observer) {
        if (pulse != null) {
            pulse.start(what -> observer.accept(new HostEvent.Interference(what + NOT_US)));
        }
        stream = client.eventsCmd()
                .withEventTypeFilter(EventType.CONTAINER, EventType.NETWORK)
                .withEventFilter(PAUSE, UNPAUSE, DIE, RESTART, UPDATE, DISCONNECT)
                .exec(new ResultCallback.Adapter<Event>() {
                    @Override
                    public void onNext(Event event) {
                        Heard heard = heard(event);
                        HostEvent meaning =
                                heard == null ? null : meaning(heard, nodes, proxyId, EngineEvents.this::hasRunSince);
                        if (meaning != null) {
                            observer.accept(meaning);
                        }
                    }

                    @Override
                    public void onError(Throwable failure) {
                        if (!isClosed) {
                            progress.note("the engine's events are not heard any more: " + Failures.describe(failure));
                        }
                    }
                });
    }

    private static @Nullable Heard heard(Event event) {
        EventActor actor = event.getActor();
        String action = event.getAction();
        Long nanos = event.getTimeNano();
        if (actor == null || action == null || nanos == null) {
            return null;
        }
        Map<String, String> attributes = actor.getAttributes();
        if (attributes == null) {
            return null;
        }
        String id = event.getType() == EventType.NETWORK ? attributes.get("container") : actor.getId();
        return id == null ? null : new Heard(action, id, Map.copyOf(attributes), Instant.ofEpochSecond(0, nanos));
    }

    /**
     * The meaning of an event for the run; null if it has none.
     *
     * @param nodes by container
     * @param proxyId the proxy's container; null where there is none
     */
    static @Nullable HostEvent meaning(
            Heard heard, Map<String, String> nodes, @Nullable String proxyId, Engine engine) {
        String node = nodes.get(heard.containerId());
        if (node == null) {
            return heard.containerId().equals(proxyId) ? ofProxy(heard, engine) : null;
        }
        return switch (heard.action()) {
            case PAUSE -> new HostEvent.Paused(node);
            case UNPAUSE -> new HostEvent.Resumed(node);
            case RESTART -> new HostEvent.Interference("the container of node " + node + " was restarted" + NOT_US);
            case UPDATE ->
                new HostEvent.Interference("the resources of node " + node + "'s container were changed" + NOT_US);
            case DISCONNECT -> cut("node " + node, heard, engine);
            default -> null;
        };
    }

    private static @Nullable HostEvent ofProxy(Heard heard, Engine engine) {
        String proxy = "Toxiproxy, which carries the group's links, ";
        return switch (heard.action()) {
            case DIE ->
                new HostEvent.Interference(proxy + "ended with exit code "
                        + heard.attributes().getOrDefault("exitCode", "unknown") + NOT_US);
            case PAUSE -> new HostEvent.Interference(proxy + "was paused" + NOT_US);
            case UPDATE -> new HostEvent.Interference(proxy + "had its resources changed" + NOT_US);
            case DISCONNECT -> cut(proxy.strip(), heard, engine);
            default -> null;
        };
    }

    /** A container that ends is disconnected too. */
    private static @Nullable HostEvent cut(String whose, Heard heard, Engine engine) {
        return engine.hasRunSince(heard.containerId(), heard.at())
                ? new HostEvent.Interference(whose + " was disconnected from the network "
                        + heard.attributes().getOrDefault("name", "of the run") + NOT_US)
                : null;
    }

    private boolean hasRunSince(String containerId, Instant at) {
        try {
            var state = client.inspectContainerCmd(containerId).exec().getState();
            return Boolean.TRUE.equals(state.getRunning())
                    && Instant.parse(String.valueOf(state.getStartedAt())).isBefore(at);
        } catch (DockerException | DateTimeException e) {
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        isClosed = true;
        if (pulse != null) {
            pulse.close();
        }
        if (stream != null) {
            stream.close();
        }
    }
}
