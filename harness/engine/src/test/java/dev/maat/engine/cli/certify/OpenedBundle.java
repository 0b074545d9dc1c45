package dev.maat.engine.cli.certify;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdInputStream;
import dev.maat.engine.bundle.BundleIndex;
import dev.maat.engine.bundle.BundleJson;
import dev.maat.engine.bundle.BundleWriter;
import dev.maat.engine.bundle.Digests;
import dev.maat.engine.bundle.PackedHistory;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** The entries of a bundle, taken out by a forger: put back as they are, or with every digest and the chain made anew. */
record OpenedBundle(Map<String, byte[]> entries) {
    static OpenedBundle of(Path file) throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(file))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                entries.put(entry.getName(), zip.readAllBytes());
            }
        }
        return new OpenedBundle(entries);
    }

    String first(String start, String end) {
        return entries.keySet().stream()
                .filter(name -> name.startsWith(start) && name.endsWith(end))
                .findFirst()
                .orElseThrow();
    }

    /** Edits the text of an entry; an edit that changes nothing is an error of the test. */
    OpenedBundle edited(String name, UnaryOperator<String> edit) {
        boolean packed = name.endsWith(".zst");
        byte[] bytes = entries.get(name);
        String before = new String(packed ? unpacked(bytes) : bytes, StandardCharsets.UTF_8);
        String after = edit.apply(before);
        if (after.equals(before)) {
            throw new AssertionError("nothing changed in " + name + ": " + before);
        }
        byte[] edited = after.getBytes(StandardCharsets.UTF_8);
        entries.put(name, packed ? Zstd.compress(edited) : edited);
        return this;
    }

    static byte[] unpacked(byte[] packed) {
        try (InputStream in = new ZstdInputStream(new ByteArrayInputStream(packed))) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Stores the entries in the form of a bundle, and nothing else. */
    Path put(Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, byte[]> one : entries.entrySet()) {
                CRC32 crc = new CRC32();
                crc.update(one.getValue());
                ZipEntry entry = new ZipEntry(one.getKey());
                entry.setMethod(ZipEntry.STORED);
                entry.setSize(one.getValue().length);
                entry.setCrc(crc.getValue());
                entry.setTimeLocal(LocalDateTime.of(1980, 1, 1, 0, 0));
                zip.putNextEntry(entry);
                zip.write(one.getValue());
                zip.closeEntry();
            }
        }
        return file;
    }

    /** A forger's bundle: every digest, record of a digest and link fits the edited entries. It is not signed. */
    Path forge(Path file) {
        int runs = BundleJson.read("bundle.json", entries.get("bundle.json"), BundleIndex.class)
                .chain()
                .size();
        try (BundleWriter writer = BundleWriter.create(file)) {
            writer.plan(entries.get("plan.json"));
            for (int run = 1; run <= runs; run++) {
                run(writer, run);
            }
            entries.forEach((name, content) -> {
                if (!name.startsWith("runs/")
                        && !List.of("plan.json", "bundle.json", "signature.json")
                                .contains(name)) {
                    writer.add(name, content);
                }
            });
            writer.finish(null);
        }
        return file;
    }

    private void run(BundleWriter writer, int run) {
        String folder = String.format("runs/%06d/", run);
        if (!entries.containsKey(folder + "run.json")) {
            return;
        }
        TreeMap<String, byte[]> packed = new TreeMap<>();
        TreeMap<String, byte[]> raw = new TreeMap<>();
        entries.forEach((name, content) -> {
            if (name.startsWith(folder + "history/")) {
                String log = name.substring((folder + "history/").length(), name.length() - ".zst".length());
                packed.put(log, content);
                raw.put(log, unpacked(content));
            }
        });
        String record = new String(entries.get(folder + "run.json"), StandardCharsets.UTF_8);
        String sha = Digests.ofHistory(raw);
        String redone = packed.isEmpty()
                ? record
                : record.replaceFirst("\"historySha256\":\"[0-9a-f]+\"", "\"historySha256\":\"" + sha + "\"");
        String digest = redone.replaceFirst("(?s).*\"historySha256\":\"([0-9a-f]+)\".*", "$1");
        writer.run(
                run,
                entries.get(folder + "scenario.json"),
                redone.getBytes(StandardCharsets.UTF_8),
                new PackedHistory(packed, 0, digest));
    }
}
