package dev.maat.engine.containers.needs;

import dev.maat.engine.containers.needs.EngineSocket.RegistryAnswer;
import dev.maat.engine.containers.needs.Need.State;
import dev.maat.engine.containers.needs.Need.Subject;
import dev.maat.engine.run.Failures;
import dev.maat.injectors.containers.HostNetfilter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Everything that runs in containers need, examined before anything is begun: in about a second, or in the bound of {@link
 * EngineSocket} where an engine or a registry is silent. A run, the suites and the doctor all ask here, so they agree.
 */
public final class ContainerNeeds {
    private final Machine machine;

    private ContainerNeeds(Machine machine) {
        this.machine = machine;
    }

    /** All needs, each with its state. Where no engine answers, the images are missing too. */
    public static List<Need> examine(Machine machine) {
        return new ContainerNeeds(machine).examine(EnumSet.complementOf(EnumSet.of(Subject.HELPER_IMAGE)));
    }

    /** The needs of a run over a transport. */
    public static Set<Subject> of(String transport) {
        return transport.equals("tcp")
                ? EnumSet.of(Subject.ENGINE, Subject.NODE_IMAGE, Subject.NETFILTER_TCP, Subject.TOXIPROXY_IMAGE)
                : EnumSet.of(Subject.ENGINE, Subject.NODE_IMAGE, Subject.NETFILTER);
    }

    /**
     * Makes sure of some needs.
     *
     * @throws EngineUnavailable if some are missing: the message names all of them, and one command that installs the programs
     */
    public static void require(Set<Subject> subjects, Machine machine) {
        List<Need> missing = new ContainerNeeds(machine)
                .examine(subjects).stream()
                        .filter(need -> need.state() == State.MISSING)
                        .toList();
        if (!missing.isEmpty()) {
            throw new EngineUnavailable(sentence(missing, machine));
        }
    }

    static String sentence(List<Need> missing, Machine machine) {
        StringBuilder sentence = new StringBuilder();
        Set<String> programs = new LinkedHashSet<>();
        boolean engineIsMissing = missing.getFirst().subject() == Subject.ENGINE;
        boolean engineIsNamed = !machine.variable("DOCKER_HOST").isEmpty();
        if (engineIsMissing && !engineIsNamed) {
            programs.addAll(machine.programs().lacking("dockerd"));
        }
        for (Need need : missing) {
            programs.addAll(need.programs());
            if (need.subject() == Subject.ENGINE) {
                sentence.append(need.found()).append("; ").append(need.otherwise());
            } else if (!engineIsMissing) {
                sentence.append(sentence.isEmpty() ? "runs in containers lack: " : "; ")
                        .append(need.words());
                sentence.append(need.otherwise().isEmpty() ? "" : " (" + need.otherwise() + ")");
            }
        }
        if (!programs.isEmpty()) {
            sentence.append(engineIsMissing ? ". Missing programs: " + Installation.words(programs) + ". " : ". ");
            sentence.append("All of the programs at once: ").append(Installation.of(programs, machine));
        }
        return sentence.toString();
    }

    private List<Need> examine(Set<Subject> subjects) {
        EngineChoice engine;
        try {
            engine = EngineChoice.find(machine);
        } catch (EngineUnavailable e) {
            return subjects.stream().map(subject -> withoutEngine(subject, e)).toList();
        }
        List<Future<Need>> asked = new ArrayList<>();
        // A registry may be silent: all are asked at once, so that the wait is that of one.
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            subjects.forEach(subject -> asked.add(threads.submit(() -> need(subject, engine))));
        }
        List<Need> needs = new ArrayList<>();
        try {
            for (Future<Need> one : asked) {
                needs.add(one.get());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EngineUnavailable("interrupted while the engine was asked", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
        return needs;
    }

    private Need withoutEngine(Subject subject, EngineUnavailable why) {
        return switch (subject) {
            case ENGINE -> new Need(subject, State.MISSING, why.reason(), List.of(), why.remedy());
            case NETFILTER, NETFILTER_TCP -> {
                HostNetfilter host = look(subject);
                yield host.tool()
                        .map(tool -> Need.ready(subject, tool.word() + ", once there is a container engine"))
                        .orElseGet(() -> new Need(
                                subject,
                                State.MISSING,
                                "needs a container engine; " + whyNot(host),
                                host.missing(),
                                "see container engine"));
            }
            case NODE_IMAGE, TOXIPROXY_IMAGE, HELPER_IMAGE ->
                new Need(subject, State.MISSING, "needs a container engine", List.of(), "see container engine");
        };
    }

    private Need need(Subject subject, EngineChoice engine) {
        return switch (subject) {
            case ENGINE ->
                Need.ready(subject, engine.version() + ", at " + engine.socket().name());
            case NODE_IMAGE -> image(WantedImage.node(), engine);
            case TOXIPROXY_IMAGE -> image(WantedImage.toxiproxy(), engine);
            case HELPER_IMAGE -> image(WantedImage.helper(), engine);
            case NETFILTER, NETFILTER_TCP -> netfilter(subject, engine);
        };
    }

    private Need image(WantedImage wanted, EngineChoice engine) {
        Subject subject = wanted.subject();
        if (engine.overTls()) {
            return new Need(
                    subject,
                    State.UNSURE,
                    wanted.name() + ", if it is at the engine or can be pulled; only the run itself asks over TLS",
                    List.of(),
                    "");
        }
        try {
            if (engine.socket().hasImage(wanted.name())) {
                return Need.ready(subject, wanted.name() + (wanted.chosen() ? ", set by " + wanted.variable() : ""));
            }
            if (!wanted.chosen() && engine.socket().hasImage(wanted.builtName())) {
                return Need.ready(subject, wanted.builtName() + ", built on this machine");
            }
        } catch (IOException e) {
            return new Need(
                    subject,
                    State.MISSING,
                    "the engine does not tell its images: " + Failures.describe(e),
                    List.of(),
                    "restart the engine");
        }
        return absent(wanted, engine.socket().askRegistry(wanted.name()));
    }

    private Need absent(WantedImage wanted, RegistryAnswer registry) {
        Pull.remember(wanted.name(), registry);
        String absent = "not at the engine yet; ";
        if (registry.registry() == EngineSocket.Registry.HAS_IT) {
            return new Need(
                    wanted.subject(), State.OBTAINABLE, absent + "will be pulled as " + wanted.name(), List.of(), "");
        }
        String unpulled = wanted.name() + " cannot be pulled (" + registry.reason() + ")";
        Obstacle obstacle = wanted.chosen() ? Obstacle.NONE : wanted.obstacle(machine);
        if (!wanted.chosen() && obstacle.isNone()) {
            return new Need(
                    wanted.subject(),
                    State.OBTAINABLE,
                    absent + "will be built on this machine " + wanted.builtFrom() + ", as " + unpulled,
                    List.of(),
                    "");
        }
        String otherwise = wanted.chosen()
                ? "'docker load' or 'docker pull' it, or unset " + wanted.variable() + " to have one built"
                : "'docker load' an image and name it with " + wanted.variable();
        if (registry.registry() == EngineSocket.Registry.UNKNOWN) {
            return new Need(
                    wanted.subject(),
                    State.UNSURE,
                    absent + wanted.name() + " is pulled if that is possible (the engine says: " + registry.reason()
                            + ")",
                    List.of(),
                    otherwise);
        }
        return new Need(
                wanted.subject(),
                State.MISSING,
                "not at the engine, " + unpulled
                        + (wanted.chosen() ? "" : " and none can be built: " + obstacle.words()),
                obstacle.programs(),
                otherwise);
    }

    private HostNetfilter look(Subject subject) {
        return HostNetfilter.look(machine.programs(), subject == Subject.NETFILTER_TCP);
    }

    private Need netfilter(Subject subject, EngineChoice engine) {
        HostNetfilter host = look(subject);
        boolean isHere = !engine.overTls() && EngineEnvironment.isOfThisMachine(engine.socket());
        if (host.tool().isPresent() && isHere) {
            return Need.ready(subject, host.tool().get().word() + ", entering the containers' namespaces with nsenter");
        }
        String why = host.tool().isPresent() ? "the engine's containers are not of this machine" : whyNot(host);
        Need helper = image(WantedImage.helper(), engine);
        if (helper.state() != State.MISSING) {
            return new Need(
                    subject,
                    helper.state(),
                    "a helper container sets the rules, because " + why + "; " + helper.words(),
                    List.of(),
                    helper.otherwise());
        }
        Set<String> programs = new LinkedHashSet<>(isHere ? host.missing() : List.of());
        programs.addAll(helper.programs());
        return new Need(
                subject,
                State.MISSING,
                why + "; nor is there a helper container to set the rules: " + helper.found(),
                List.copyOf(programs),
                helper.otherwise());
    }

    private static String whyNot(HostNetfilter host) {
        return host.missing().isEmpty()
                ? "this user may not set rules (" + host.refusal() + ")"
                : new Obstacle(host.missing(), "").words();
    }
}
