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

/** The engine's events of one container, from the start of its last process to a little after its end. */
final class ContainerSignals implements ForeignKills.Engine {
    /** The engine may tell of a signal after the end that it brought about. */
    private static final Duration TOLD_LATER = Duration.ofSeconds(1);

    private static final long ANSWER_LIMIT_SECONDS = 10;
    private static final String KILL = "kill";

    private final DockerClient client;
    private final String containerId;
    private final InspectContainerResponse.ContainerState state;

    /** @param state after the end */
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
                    .withUntil(engineTime(state.getFinishedAt(), TOLD_LATER))
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
     * A time on the engine's own clock as its events take it: seconds, a point, nine digits of nanoseconds.
     *
     * @param told as the state of a container has it
     */
    static String engineTime(@Nullable String told, Duration later) {
        try {
            Instant time = Instant.parse(String.valueOf(told)).plus(later);
            return "%d.%09d".formatted(time.getEpochSecond(), time.getNano());
        } catch (DateTimeException e) {
            throw new DockerException("the engine does not say when the container ran: " + told, 0, e);
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
