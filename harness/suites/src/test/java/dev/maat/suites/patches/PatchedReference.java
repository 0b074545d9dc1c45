package dev.maat.suites.patches;

import dev.maat.contract.ProtocolCore;
import dev.maat.node.implementation.Implementation;
import dev.maat.node.implementation.Implementations;
import dev.maat.reference.ReferenceProvider;
import dev.maat.suites.ImplementationJar;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Makes implementation folders of patched references: the patched class in a jar before that of the untouched ones. */
final class PatchedReference {
    /** The first on the class path, by its name. */
    private static final String PATCHED_JAR = "0-patched.jar";

    private static final String REFERENCE_JAR = "1-reference.jar";

    private static final Path ROOT =
            Path.of(System.getProperty("maat.root", "../..")).toAbsolutePath();
    private static final Path MODULE = ROOT.resolve("impl/reference/src/main");

    private PatchedReference() {}

    /** The source of the class with the defect. */
    static String source(Patch patch) throws IOException {
        return patch.applied(Files.readString(MODULE.resolve("java").resolve(patch.file()), StandardCharsets.UTF_8));
    }

    /**
     * Compiles the patch and packs it.
     *
     * @param work a folder for it
     * @param reference the jar or the folder of the reference's classes
     */
    static Implementation of(Patch patch, Path work, Path reference) throws IOException {
        Path folder = Files.createDirectories(work.resolve(patch.name()));
        Path lib = Files.createDirectories(folder.resolve("lib"));
        Path classes = compiled(patch, folder, reference);
        pack(classes, lib.resolve(PATCHED_JAR));
        if (Files.isDirectory(reference)) {
            pack(reference, lib.resolve(REFERENCE_JAR));
        } else {
            Files.copy(reference, lib.resolve(REFERENCE_JAR));
        }
        Files.writeString(folder.resolve("manifest.json"), manifest(patch), StandardCharsets.UTF_8);
        return Implementations.scan(folder).find(ReferenceProvider.NAME);
    }

    /** The folder of the classes that come of the patched source. */
    static Path compiled(Patch patch, Path folder, Path reference) throws IOException {
        Path source = folder.resolve("src").resolve(patch.file());
        Files.createDirectories(source.getParent());
        Files.writeString(source, source(patch), StandardCharsets.UTF_8);
        Path classes = Files.createDirectories(folder.resolve("classes"));
        compile(patch, source, classes, reference);
        return classes;
    }

    /** The reference's own: a hunt of a mutant draws and claims what a hunt of the reference does. */
    private static String manifest(Patch patch) throws IOException {
        String manifest = Files.readString(MODULE.resolve("implementation/manifest.json"), StandardCharsets.UTF_8);
        return manifest.replace("${project.version}", "patched by " + patch.name());
    }

    private static void compile(Patch patch, Path source, Path classes, Path reference) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        Path contract = ImplementationJar.placeOf(ProtocolCore.class);
        String classPath = reference
                + System.getProperty("path.separator")
                + contract
                + System.getProperty("path.separator")
                + System.getProperty("java.class.path");
        StringWriter said = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
            boolean compiled = compiler.getTask(
                            said,
                            files,
                            null,
                            List.of("-nowarn", "-proc:none", "-d", classes.toString(), "-cp", classPath),
                            null,
                            files.getJavaFileObjects(source))
                    .call();
            if (!compiled) {
                throw new AssertionError("patch '" + patch.name() + "' of " + patch.file()
                        + " does not compile; mend the text that it puts:\n" + said);
            }
        }
    }

    private static void pack(Path classes, Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file);
                JarOutputStream jar = new JarOutputStream(out);
                Stream<Path> all = Files.walk(classes)) {
            for (Path path : all.filter(Files::isRegularFile).sorted().toList()) {
                jar.putNextEntry(new JarEntry(classes.relativize(path).toString()));
                Files.copy(path, jar);
                jar.closeEntry();
            }
        }
    }
}
