package dev.maat.engine;

import dev.maat.engine.containers.ContainerDeployment;
import dev.maat.engine.run.ArgumentException;
import dev.maat.engine.run.Deployment;
import dev.maat.engine.simulated.SimulationDeployment;
import dev.maat.node.implementation.LoadedImplementation;
import java.util.List;

/** The deployments there are, by the name that scenarios use. */
public final class Deployments {
    public static final String SIMULATION = "simulation";
    public static final String CONTAINERS = "containers";

    /** Every name. */
    public static final List<String> NAMES = List.of(SIMULATION, CONTAINERS);

    private Deployments() {}

    /**
     * A deployment for an implementation, which stays the caller's to close.
     *
     * @throws ArgumentException if the name is not known, or the implementation cannot run there
     */
    public static Deployment of(String name, LoadedImplementation implementation) {
        return switch (name) {
            case SIMULATION -> new SimulationDeployment(implementation);
            case CONTAINERS ->
                new ContainerDeployment(implementation.implementation().folder());
            default ->
                throw new ArgumentException(
                        "no deployment is called '" + name + "'; there are " + String.join(", ", NAMES));
        };
    }

    /** Whether the seed fixes everything that happens, so that a run can be repeated to the byte. */
    public static boolean isDeterministic(String name) {
        return name.equals(SIMULATION);
    }
}
