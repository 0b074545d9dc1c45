package dev.maat.node.bench;

import dev.maat.node.implementation.Implementation;
import dev.maat.node.implementation.Implementations;
import dev.maat.node.implementation.LoadedImplementation;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The process of one member under load; see {@link dev.maat.node.bench}. */
public final class BenchMain {
    private static final int FAILED = 1;

    private BenchMain() {}

    public static void main(String[] arguments) {
        Console console = new Console();
        try {
            BenchSettings settings = BenchSettings.parse(arguments);
            Implementation implementation =
                    Implementations.scan(settings.folder()).find(settings.implementation());
            LoadedImplementation loaded = implementation.load();
            Meter meter = new Meter(console);
            BenchedMember member =
                    loaded.isPure() ? new PureMember(settings, loaded, meter) : new LiveMember(settings, loaded, meter);
            Thread.currentThread().setContextClassLoader(loaded.classLoader());
            member.start();
            console.say("started");
            obey(meter, new Load(member, console), console);
        } catch (Throwable failure) {
            // Errors included: the harness must learn why its member has gone.
            console.failed(failure);
            Runtime.getRuntime().halt(FAILED);
        }
        // Without hooks: threads of an implementation must not outlive the harness.
        Runtime.getRuntime().halt(0);
    }

    private static void obey(Meter meter, Load load, Console console) throws IOException {
        Profile profile = new Profile();
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String[] words = line.split(" ", 3);
            switch (words[0]) {
                case "load" -> load.begin(Integer.parseInt(words[1]), Integer.parseInt(words[2]));
                case "idle" -> load.end();
                case "counts" -> meter.tellCounts(load.sent());
                case "measure" -> meter.measure();
                case "latencies" -> meter.tellLatencies();
                case "profile" -> profile.begin();
                case "profiled" -> {
                    profile.end(Path.of(line.substring("profiled ".length())));
                    console.say(line);
                }
                default -> throw new IllegalArgumentException("no command '" + line + "'");
            }
        }
    }
}
