package dev.maat.node.implementation;

import dev.maat.contract.FeedbackStudy;
import dev.maat.contract.GroupMember;
import dev.maat.contract.ImplementationProvider;
import dev.maat.contract.ProtocolCore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
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
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An implementation whose provider is loaded. No code of the implementation runs before a core or a member is made: a JVM that only
 * asks which kind it is cannot be ended by it. Thread-safe; closing it closes its jars.
 */
public final class LoadedImplementation implements AutoCloseable {
    private final Implementation implementation;
    private final URLClassLoader loader;
    /** Null of a program that is a node itself: nothing of it is loaded. */
    private final @Nullable Constructor<? extends ImplementationProvider> constructor;

    private @Nullable ImplementationProvider provider;

    private LoadedImplementation(
            Implementation implementation,
            URLClassLoader loader,
            @Nullable Constructor<? extends ImplementationProvider> constructor) {
        this.implementation = implementation;
        this.loader = loader;
        this.constructor = constructor;
    }

    static LoadedImplementation load(Implementation implementation) {
        if (!(implementation.program() instanceof Program.Provider provider)) {
            return new LoadedImplementation(implementation, new URLClassLoader(new URL[0], new ContractOnly()), null);
        }
        URLClassLoader loader = new URLClassLoader(
                "implementation-" + implementation.name(), jars(implementation.folder()), new ContractOnly());
        try {
            return new LoadedImplementation(implementation, loader, constructor(implementation, provider, loader));
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

    private static Constructor<? extends ImplementationProvider> constructor(
            Implementation implementation, Program.Provider named, ClassLoader loader) {
        String where = where(implementation);
        try {
            Class<?> provider = Class.forName(named.className(), false, loader);
            if (ImplementationProvider.class.isAssignableFrom(provider)) {
                return provider.asSubclass(ImplementationProvider.class).getConstructor();
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

    private static String where(Implementation implementation) {
        return implementation.folder().resolve(Manifest.FILE) + ": "
                + switch (implementation.program()) {
                    case Program.Provider provider -> "provider " + provider.className();
                    case Program.Command command -> "command " + command.words();
                };
    }

    /** The provider, made on first use. Its constructor may throw anything: the exception is passed on as it is. */
    private synchronized ImplementationProvider provider() {
        ImplementationProvider known = provider;
        if (known == null) {
            if (constructor == null) {
                throw new ImplementationException(where(implementation)
                        + " is a program of its own, which no JVM loads: run it in processes or containers");
            }
            try {
                known = constructor.newInstance();
            } catch (InvocationTargetException e) {
                throw LoadedImplementation.<RuntimeException>thrown(e.getCause() == null ? e : e.getCause());
            } catch (ReflectiveOperationException e) {
                throw new ImplementationException(
                        where(implementation) + " has no public constructor without parameters that works", e);
            }
            provider = known;
        }
        return known;
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> RuntimeException thrown(Throwable any) throws T {
        throw (T) any;
    }

    public Implementation implementation() {
        return implementation;
    }

    /** Whether it makes pure cores; else it makes live members. */
    public boolean isPure() {
        return constructor != null
                && ImplementationProvider.Pure.class.isAssignableFrom(constructor.getDeclaringClass());
    }

    /** The implementation's class loader, to be the context class loader of threads that run its code. */
    public ClassLoader classLoader() {
        return loader;
    }

    /**
     * A new pure core, not yet started; the option {@link GroupKeyFile#OPTION} is resolved for it.
     *
     * @throws ImplementationException if the implementation is live
     * @throws IllegalArgumentException for an option that is not offered
     */
    public ProtocolCore newCore(Map<String, String> options) {
        if (provider() instanceof ImplementationProvider.Pure pure) {
            return pure.newCore(implementation.name(), GroupKeyFile.resolve(options));
        }
        throw new ImplementationException(
                implementation.name() + " owns its sockets and threads: it cannot run in simulation");
    }

    /**
     * A new live member, not yet started; the option {@link GroupKeyFile#OPTION} is resolved for it.
     *
     * @throws ImplementationException if the implementation is pure
     * @throws IllegalArgumentException for an option that is not offered
     */
    public GroupMember newMember(Map<String, String> options) {
        if (provider() instanceof ImplementationProvider.Live live) {
            return live.newMember(implementation.name(), GroupKeyFile.resolve(options));
        }
        throw new ImplementationException(implementation.name() + " is a pure core, not a live member");
    }

    /** The study of its strategies of feedback, if the provider offers one. */
    public Optional<FeedbackStudy> feedbackStudy() {
        return constructor != null && FeedbackStudy.class.isAssignableFrom(constructor.getDeclaringClass())
                ? Optional.of((FeedbackStudy) provider())
                : Optional.empty();
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
