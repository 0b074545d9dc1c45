package dev.maat.engine.containers.needs;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.PullResponseItem;
import dev.maat.engine.containers.needs.EngineSocket.RegistryAnswer;
import dev.maat.engine.run.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.testcontainers.utility.DockerImageName;

/**
 * Pulls images that are not at the engine. A registry that refuses does so at once. A registry that hangs is given up after a
 * bound, and no process of this user asks it again for an hour.
 */
final class Pull {
    private static final Duration TIME_LIMIT = Duration.ofSeconds(180);
    /** A pull without a single byte within this time is given up before the time limit. */
    private static final Duration FIRST_ANSWER_LIMIT = Duration.ofSeconds(20);

    private static final Duration GIVEN_UP_FOR = Duration.ofHours(1);

    private final DockerClient client;
    private final Progress progress;

    Pull(DockerClient client, Progress progress) {
        this.client = client;
        this.progress = progress;
    }

    boolean isPresent(String image) {
        try {
            client.inspectImageCmd(image).exec();
            return true;
        } catch (NotFoundException e) {
            return false;
        }
    }

    /** Whether the image is at the engine when this returns. */
    boolean isPresentOrPulled(String image) {
        if (isPresent(image)) {
            return true;
        }
        if (wasGivenUpLately(image)) {
            return false;
        }
        return pull(image);
    }

    private boolean pull(String image) {
        DockerImageName name = DockerImageName.parse(image);
        long begun = System.nanoTime();
        Watch watch = new Watch();
        progress.note("looking for image " + image);
        try (watch) {
            client.pullImageCmd(name.getUnversionedPart())
                    .withTag(name.getVersionPart())
                    .exec(watch);
            while (!watch.awaitCompletion(1, TimeUnit.SECONDS)) {
                long waited = System.nanoTime() - begun;
                boolean isSilent = !watch.answered && waited > FIRST_ANSWER_LIMIT.toNanos();
                if (isSilent || waited > TIME_LIMIT.toNanos()) {
                    rememberGivingUp(image);
                    progress.note("no registry answered for " + image + " in time");
                    return false;
                }
            }
            return isPresent(image);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EngineUnavailable("interrupted while pulling " + image, e);
        } catch (DockerException e) {
            progress.note("cannot pull " + image + ": " + firstLine(e));
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String firstLine(Exception e) {
        String text = String.valueOf(e.getMessage());
        int end = text.indexOf('\n');
        return end < 0 ? text : text.substring(0, end);
    }

    /** Keeps the answer about a registry that is silent, for the runs that follow, and drops it when a registry answers again. */
    static void remember(String image, RegistryAnswer answer) {
        if (answer.silent()) {
            rememberGivingUp(image);
        } else if (answer.registry() == EngineSocket.Registry.HAS_IT) {
            try {
                Files.deleteIfExists(mark(image));
            } catch (IOException e) {
                // The image is built instead, where it can be.
                return;
            }
        }
    }

    static boolean wasGivenUpLately(String image) {
        try {
            Path mark = mark(image);
            return Files.exists(mark)
                    && Files.getLastModifiedTime(mark).toMillis()
                            > System.currentTimeMillis() - GIVEN_UP_FOR.toMillis();
        } catch (IOException e) {
            return false;
        }
    }

    private static void rememberGivingUp(String image) {
        try {
            Path mark = mark(image);
            Files.createDirectories(mark.getParent());
            Files.writeString(mark, image);
        } catch (IOException e) {
            // The next run waits again; nothing worse comes of it.
            return;
        }
    }

    private static Path mark(String image) {
        return UserFolder.path().resolve("no-pull-" + UserFolder.nameOf(image));
    }

    private static final class Watch extends ResultCallback.Adapter<PullResponseItem> {
        volatile boolean answered;

        @Override
        public void onNext(PullResponseItem item) {
            answered = true;
        }
    }
}
