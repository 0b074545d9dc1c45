package dev.maat.junit;

import dev.maat.contract.ImplementationProvider;
import dev.maat.engine.run.ArgumentException;
import dev.maat.node.implementation.Implementation;
import dev.maat.node.implementation.Implementations;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The implementation that is tested: a class of the test class path, or a folder.
 *
 * @param provider the class; null for a folder
 * @param folders implementation folders, searched in their order; empty for a class
 * @param name of the implementation; empty: the only one of the folders, or the simple name of the class
 * @param claims of a class, by ordering
 * @param membership of a class
 */
public record BuildUnderTest(
        @Nullable Class<? extends ImplementationProvider> provider,
        List<Path> folders,
        String name,
        Map<String, List<String>> claims,
        String membership) {
    public BuildUnderTest {
        folders = List.copyOf(folders);
        claims = new LinkedHashMap<>(claims);
    }

    /** A class with a public constructor without parameters. It runs in another JVM, which finds it on the class path of the tests. */
    public static BuildUnderTest of(Class<? extends ImplementationProvider> provider) {
        return new BuildUnderTest(provider, List.of(), "", Map.of(), "primary");
    }

    /** Implementation folders, or folders of such folders. */
    public static BuildUnderTest in(Path... folders) {
        return new BuildUnderTest(null, List.of(folders), "", Map.of(), "primary");
    }

    public BuildUnderTest named(String newName) {
        return new BuildUnderTest(provider, folders, newName, claims, membership);
    }

    /** Of a class: what it claims for an ordering, a profile or a list of profiles and properties. */
    public BuildUnderTest claiming(String ordering, String... profilesOrProperties) {
        Map<String, List<String>> more = new LinkedHashMap<>(claims);
        more.put(ordering, List.of(profilesOrProperties));
        return new BuildUnderTest(provider, folders, name, more, membership);
    }

    /** Of a class: {@code primary}, {@code partitionable} or {@code static}. */
    public BuildUnderTest membership(String newMembership) {
        return new BuildUnderTest(provider, folders, name, claims, newMembership);
    }

    /**
     * Finds the implementation.
     *
     * @param results where the folder of a class is made
     */
    Implementation find(Path results) {
        if (provider != null) {
            String called = name.isEmpty() ? provider.getSimpleName() : name;
            if (claims.isEmpty() || claims.containsValue(List.of())) {
                throw new ArgumentException("what " + provider.getName()
                        + " is judged by is not said; give claims, as in claims = \"reliable-fifo\"");
            }
            Path folder = ClassPathFolder.make(results, provider, called, claims, membership);
            return Implementations.scan(folder).find(called);
        }
        return name.isEmpty() ? only(Implementations.scan(folders.toArray(new Path[0]))) : findNamed();
    }

    /** From the first folder that offers it: two of them may offer the same one, at other places of a build. */
    private Implementation findNamed() {
        List<String> offered = new ArrayList<>();
        for (Path folder : folders) {
            for (Implementation one : Implementations.scan(folder).all()) {
                if (one.name().equals(name)) {
                    return one;
                }
                offered.add(one.name());
            }
        }
        throw new ArgumentException("no implementation is called '" + name + "' in " + folders + "; there are "
                + String.join(", ", offered));
    }

    private Implementation only(Implementations all) {
        List<Implementation> found = List.copyOf(all.all());
        if (found.size() != 1) {
            throw new ArgumentException(folders + " offers several implementations, "
                    + found.stream().map(Implementation::name).toList() + "; name one");
        }
        return found.getFirst();
    }
}
