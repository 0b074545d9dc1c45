package dev.maat.engine.containers;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.model.Event;
import com.github.dockerjava.api.model.EventActor;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The signals that the engine sent to a container's last process, read from its events. */
final class ContainerSignals implements ForeignKills.Engine {
    /** The engine may report a signal after the end that the signal caused. */
    private static final Duration REPORT_DELAY = Duration.ofSeconds(1);

    private static final long ANSWER_LIMIT_SECONDS = 10;
    private static final String KILL = "kill";

    private final DockerClient client;
    private final String containerId;
    private final InspectContainerResponse.ContainerState state;

    /** @param state of the container after the end */
    ContainerSignals(DockerClient client, String containerId, InspectContainerResponse.ContainerState state) {
        this.client = client;
        this.containerId = containerId;
        this.state = state;
    }

    @Override
    public List<Optional<Long>> signals() throws InterruptedException {
        List<Optional<Long>> signals = new CopyOnWriteArrayList<>();
        ResultCallback.Adapter<Event> collect = new ResultCallback.Adapter<>() {
            @Override
            public void onNext(Event event) {
                if (KILL.equals(event.getAction())) {
                    signals.add(signal(event.getActor()));
                }
            }
        };
        try (collect) {
            client.eventsCmd()
                    .withSince(engineTime(state.getStartedAt(), Duration.ZERO))
                    .withUntil(engineTime(state.getFinishedAt(), REPORT_DELAY))
                    .withContainerFilter(containerId)
                    .withEventFilter(KILL)
                    .exec(collect)
                    .awaitCompletion(ANSWER_LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (IOException e) {
            throw new DockerException("the engine's events cannot be read: " + e.getMessage(), 0, e);
        }
        return List.copyOf(signals);
    }

    private static Optional<Long> signal(@Nullable EventActor actor) {
        Map<String, String> attributes = actor == null ? null : actor.getAttributes();
        String number = attributes == null ? null : attributes.get("signal");
        return number != null && number.matches("[0-9]{1,3}") ? Optional.of(Long.valueOf(number)) : Optional.empty();
    }

    /**
     * A time on the engine's own clock, as its events take it: seconds, a point, nine digits of nanoseconds.
     *
     * @param time as the state of a container has it
     * @param later is added to it
     */
    static String engineTime(@Nullable String time, Duration later) {
        try {
            Instant instant = Instant.parse(String.valueOf(time)).plus(later);
            return "%d.%09d".formatted(instant.getEpochSecond(), instant.getNano());
        } catch (DateTimeException e) {
            throw new DockerException("the engine does not say when the container ran: " + time, 0, e);
        }
    }

    @Override
    public boolean isThere() {
        try {
            client.pingCmd().exec();
            return true;
        } catch (RuntimeException gone) {
            return false;
        }
    }
}
