package dev.maat.node.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.text.ParseException;
import jdk.jfr.Configuration;
import jdk.jfr.Recording;
import org.jspecify.annotations.Nullable;

/** A flight recording of this process: where its processor time goes, and what it allocates. For one thread. */
final class Profile {
    /** Samples by processor time, native code included, where the JDK has them (25 and newer, on Linux). */
    private static final String CPU_TIME_SAMPLES = "jdk.CPUTimeSample";

    private static final String SAMPLES_PER_SECOND = "500/s";

    private @Nullable Recording recording;

    void begin() throws IOException {
        try {
            Recording begun = new Recording(Configuration.getConfiguration("profile"));
            begun.enable(CPU_TIME_SAMPLES).with("throttle", SAMPLES_PER_SECOND);
            begun.start();
            recording = begun;
        } catch (ParseException e) {
            throw new IllegalStateException("this JDK cannot read its own profile of events", e);
        }
    }

    /** Writes the recording to the file. */
    void end(Path file) throws IOException {
        Recording begun = recording;
        if (begun == null) {
            throw new IllegalStateException("no recording was begun");
        }
        recording = null;
        begun.stop();
        begun.dump(file);
        begun.close();
    }
}
