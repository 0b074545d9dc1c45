package dev.maat.node.implementation;

import dev.maat.contract.GroupMember;
import dev.maat.contract.ImplementationProvider;
import dev.maat.contract.ProtocolCore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An implementation whose provider is loaded. Thread-safe; closing it closes its jars. */
public final class LoadedImplementation implements AutoCloseable {
    private final Implementation implementation;
    private final URLClassLoader loader;
    private final ImplementationProvider provider;

    private LoadedImplementation(
            Implementation implementation, URLClassLoader loader, ImplementationProvider provider) {
        this.implementation = implementation;
        this.loader = loader;
        this.provider = provider;
    }

    static LoadedImplementation load(Implementation implementation) {
        URLClassLoader loader = new URLClassLoader(
                "implementation-" + implementation.name(), jars(implementation.folder()), new ContractOnly());
        try {
            return new LoadedImplementation(implementation, loader, newProvider(implementation, loader));
        } catch (ImplementationException e) {
            closeQuietly(loader, e);
            throw e;
        }
    }

    private static URL[] jars(Path folder) {
        Path lib = folder.resolve("lib");
        List<Path> jars = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(lib, "*.jar")) {
            found.forEach(jars::add);
        } catch (IOException e) {
            throw new ImplementationException(
                    lib + ": cannot be read, yet an implementation's jars lie there; build it (mvn package) first", e);
        }
        if (jars.isEmpty()) {
            throw new ImplementationException(lib + ": holds no jar; build the implementation (mvn package) first");
        }
        // The order of a class path decides which class wins, and no file system promises an order of its files.
        Collections.sort(jars);
        URL[] urls = new URL[jars.size()];
        for (int i = 0; i < urls.length; i++) {
            try {
                urls[i] = jars.get(i).toUri().toURL();
            } catch (MalformedURLException e) {
                throw new UncheckedIOException(e);
            }
        }
        return urls;
    }

    private static ImplementationProvider newProvider(Implementation implementation, ClassLoader loader) {
        String where = implementation.folder().resolve(Manifest.FILE) + ": provider " + implementation.provider();
        try {
            Object provider = Class.forName(implementation.provider(), true, loader)
                    .getConstructor()
                    .newInstance();
            if (provider instanceof ImplementationProvider good) {
                return good;
            }
            throw new ImplementationException(where + " is neither an ImplementationProvider.Pure nor .Live");
        } catch (ClassNotFoundException e) {
            throw new ImplementationException(where + " is in none of the jars in lib", e);
        } catch (ReflectiveOperationException e) {
            throw new ImplementationException(where + " has no public constructor without parameters that works", e);
        } catch (LinkageError e) {
            throw new ImplementationException(
                    where + " needs a class that is missing; put every library it uses in lib (" + e + ")", e);
        }
    }

    public Implementation implementation() {
        return implementation;
    }

    /** Whether it makes pure cores; else it makes live members. */
    public boolean isPure() {
        return provider instanceof ImplementationProvider.Pure;
    }

    /** The implementation's class loader, to be the context class loader of threads that run its code. */
    public ClassLoader classLoader() {
        return loader;
    }

    /**
     * A new pure core, not yet started.
     *
     * @throws ImplementationException if the implementation is live
     * @throws IllegalArgumentException for an option that is not offered
     */
    public ProtocolCore newCore(Map<String, String> options) {
        if (provider instanceof ImplementationProvider.Pure pure) {
            return pure.newCore(implementation.name(), options);
        }
        throw new ImplementationException(
                implementation.name() + " owns its sockets and threads: it cannot run in simulation");
    }

    /**
     * A new live member, not yet started.
     *
     * @throws ImplementationException if the implementation is pure
     * @throws IllegalArgumentException for an option that is not offered
     */
    public GroupMember newMember(Map<String, String> options) {
        if (provider instanceof ImplementationProvider.Live live) {
            return live.newMember(implementation.name(), options);
        }
        throw new ImplementationException(implementation.name() + " is a pure core, not a live member");
    }

    @Override
    public void close() {
        closeQuietly(loader, null);
    }

    private static void closeQuietly(URLClassLoader loader, @Nullable Throwable reason) {
        try {
            loader.close();
        } catch (IOException e) {
            // Only open file handles are at stake.
            if (reason != null) {
                reason.addSuppressed(e);
            }
        }
    }
}
