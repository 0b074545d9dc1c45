package dev.maat.engine;

import dev.maat.engine.containers.ContainerDeployment;
import dev.maat.engine.processes.ProcessDeployment;
import dev.maat.engine.run.ArgumentException;
import dev.maat.engine.run.Deployment;
import dev.maat.engine.simulated.SimulationDeployment;
import dev.maat.faults.Capabilities;
import dev.maat.injectors.containers.ContainerFaults;
import dev.maat.injectors.processes.ProcessFaults;
import dev.maat.node.implementation.LoadedImplementation;
import dev.maat.simulation.Simulation;
import java.util.List;

/** All deployments, by the names that scenarios use. */
public final class Deployments {
    public static final String SIMULATION = "simulation";
    public static final String PROCESSES = "processes";
    public static final String CONTAINERS = "containers";

    public static final List<String> NAMES = List.of(SIMULATION, PROCESSES, CONTAINERS);

    private Deployments() {}

    /**
     * A deployment for an implementation. The caller still closes the implementation.
     *
     * @throws ArgumentException if there is no such deployment, or the implementation cannot run there
     */
    public static Deployment of(String name, LoadedImplementation implementation) {
        return switch (name) {
            case SIMULATION -> new SimulationDeployment(implementation);
            case PROCESSES -> new ProcessDeployment(implementation.implementation());
            case CONTAINERS -> new ContainerDeployment(implementation.implementation());
            default ->
                throw new ArgumentException(
                        "no deployment is called '" + name + "'; there are " + String.join(", ", NAMES));
        };
    }

    /**
     * The faults that a deployment can inject over a transport, whatever the implementation.
     *
     * @throws IllegalArgumentException if there is no such deployment
     */
    public static Capabilities capabilities(String name, String transport) {
        return switch (name) {
            case SIMULATION -> Simulation.capabilities(transport);
            case PROCESSES -> ProcessFaults.capabilities(transport);
            case CONTAINERS -> ContainerFaults.capabilities(transport);
            default -> throw new IllegalArgumentException("no deployment is called '" + name + "'");
        };
    }

    /** Whether the seed fixes every event, so that a run can be repeated to the byte. */
    public static boolean isDeterministic(String name) {
        return name.equals(SIMULATION);
    }
}
