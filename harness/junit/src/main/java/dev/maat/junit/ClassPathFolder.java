package dev.maat.junit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.maat.checkers.Judge;
import dev.maat.contract.ImplementationProvider;
import dev.maat.contract.ProtocolCore;
import dev.maat.engine.run.ArgumentException;
import dev.maat.engine.run.Runs;
import dev.maat.faults.Fault;
import dev.maat.naive.NaiveTwins;
import dev.maat.node.implementation.Implementation;
import dev.maat.scenario.Scenario;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.CodeSource;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.regex.Pattern;

/**
 * Makes an implementation folder of a class of the test class path. Its only jar holds no class: its manifest names the entries of the
 * class path, except Maat's own, so an implementation finds itself and its libraries and nothing of the harness. The name of the folder is
 * a hash of what is in it, so a folder that is there already is right.
 */
final class ClassPathFolder {
    private static final String FOLDERS = "implementations";
    private static final String JAR = "lib/class-path.jar";
    private static final int HASH_CHARS = 16;
    private static final Pattern UNFIT_FOR_A_NAME = Pattern.compile("[^A-Za-z0-9._-]");

    /** Maat's own jars, which an implementation must not see. */
    private static final Pattern HARNESS_JAR = Pattern.compile(
            "maat-(checkers|checkers-naive|contract|engine|faults|injectors|junit|node|recording|reports|scenario|simulation|transport)"
                    + "-[0-9].*\\.jar");

    /** Classes of these modules may also lie in folders: in Maat's own build. */
    private static final List<Class<?>> HARNESS = List.of(
            ProtocolCore.class,
            Judge.class,
            NaiveTwins.class,
            Fault.class,
            Implementation.class,
            Scenario.class,
            Runs.class,
            ChaosTest.class);

    private ClassPathFolder() {}

    static Path make(
            Path results,
            Class<? extends ImplementationProvider> provider,
            String name,
            Map<String, List<String>> claims,
            String membership) {
        requireUsable(provider);
        String manifest = manifest(provider, name, claims, membership);
        String classPath = classPath();
        Path folders = results.resolve(FOLDERS).toAbsolutePath();
        Path folder =
                folders.resolve(UNFIT_FOR_A_NAME.matcher(name).replaceAll("_") + "-" + hash(manifest + classPath));
        if (Files.isRegularFile(folder.resolve("manifest.json"))) {
            return folder;
        }
        try {
            Files.createDirectories(folders);
            Path made = Files.createTempDirectory(folders, "new");
            Files.writeString(made.resolve("manifest.json"), manifest);
            Files.createDirectories(made.resolve("lib"));
            writeJar(made.resolve(JAR), classPath);
            move(made, folder);
        } catch (IOException e) {
            throw new UncheckedIOException(folder + ": cannot be written", e);
        }
        return folder;
    }

    /** Other tests may make the same folder at the same time: the first one wins. */
    private static void move(Path made, Path folder) throws IOException {
        try {
            Files.move(made, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException e) {
            if (!Files.isDirectory(folder)) {
                throw e;
            }
            Files.delete(made.resolve(JAR));
            Files.delete(made.resolve("lib"));
            Files.delete(made.resolve("manifest.json"));
            Files.delete(made);
        }
    }

    private static void requireUsable(Class<?> provider) {
        try {
            if (Modifier.isPublic(provider.getModifiers())
                    && Modifier.isPublic(provider.getConstructor().getModifiers())) {
                return;
            }
        } catch (NoSuchMethodException none) {
            // As a constructor that is not public.
        }
        throw new ArgumentException(
                provider.getName() + " must be a public class with a public constructor without parameters");
    }

    private static String manifest(
            Class<?> provider, String name, Map<String, List<String>> claims, String membership) {
        Map<String, Object> offer = new LinkedHashMap<>();
        offer.put("name", name);
        offer.put("version", "test");
        offer.put(
                "deployments",
                ImplementationProvider.Pure.class.isAssignableFrom(provider)
                        ? List.of("simulation", "processes")
                        : List.of("processes"));
        offer.put("transports", List.of("udp", "tcp"));
        offer.put("membership", membership);
        offer.put("claims", claims);
        Map<String, Object> manifest = new LinkedHashMap<>();
        manifest.put("format", "maat-implementation");
        manifest.put("version", 1);
        manifest.put("provider", provider.getName());
        manifest.put("implementations", List.of(offer));
        try {
            return JsonMapper.builder().build().writeValueAsString(manifest);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a manifest is plain data", impossible);
        }
    }

    private static String classPath() {
        Set<Path> harness = new LinkedHashSet<>();
        HARNESS.forEach(type -> harness.add(placeOf(type)));
        List<String> entries = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            Path place = Path.of(entry.isEmpty() ? "." : entry).toAbsolutePath().normalize();
            String file = String.valueOf(place.getFileName());
            if (Files.exists(place) && !harness.contains(place) && !isHarnessJar(file)) {
                entries.add(place.toUri().toString());
            }
        }
        return String.join(" ", entries);
    }

    static boolean isHarnessJar(String file) {
        return HARNESS_JAR.matcher(file).matches();
    }

    private static Path placeOf(Class<?> type) {
        CodeSource source = type.getProtectionDomain().getCodeSource();
        try {
            return Path.of(source.getLocation().toURI()).toAbsolutePath().normalize();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(type + " comes from a place without a path: " + source, e);
        }
    }

    private static void writeJar(Path file, String classPath) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, classPath);
        try (OutputStream out = Files.newOutputStream(file);
                JarOutputStream jar = new JarOutputStream(out, manifest)) {
            jar.finish();
        }
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, HASH_CHARS);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
