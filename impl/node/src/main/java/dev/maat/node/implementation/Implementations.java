package dev.maat.node.implementation;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Collectors;

/** All implementations found in some places, by name. */
public final class Implementations {
    private static final int MAX_FOLDERS = 1_000;
    private final SequencedMap<String, Implementation> byName;

    private Implementations(SequencedMap<String, Implementation> byName) {
        this.byName = Collections.unmodifiableSequencedMap(byName);
    }

    /**
     * Reads the manifests in these places. A place is an implementation folder (it holds {@code manifest.json}) or a folder of
     * such folders, which are taken in the order of their names.
     *
     * @throws ImplementationException if a place does not exist, holds no implementation, has a manifest that is wrong, or
     *     offers a name that another offers
     */
    public static Implementations scan(Path... places) {
        SequencedMap<String, Implementation> byName = new LinkedHashMap<>();
        for (Path place : places) {
            for (Path folder : folders(place)) {
                for (Implementation found : Manifest.read(folder)) {
                    Implementation other = byName.putIfAbsent(found.name(), found);
                    if (other != null) {
                        throw new ImplementationException("'" + found.name() + "' is offered by "
                                + other.folder().resolve(Manifest.FILE) + " and by "
                                + found.folder().resolve(Manifest.FILE) + "; rename or remove one");
                    }
                }
            }
        }
        return new Implementations(byName);
    }

    private static List<Path> folders(Path place) {
        if (Files.isRegularFile(place.resolve(Manifest.FILE))) {
            return List.of(place);
        }
        List<Path> folders = new ArrayList<>();
        try (DirectoryStream<Path> entries =
                Files.newDirectoryStream(place, entry -> Files.isRegularFile(entry.resolve(Manifest.FILE)))) {
            for (Path entry : entries) {
                if (folders.size() == MAX_FOLDERS) {
                    throw new ImplementationException(place + ": more than " + MAX_FOLDERS + " implementation folders");
                }
                folders.add(entry);
            }
        } catch (NoSuchFileException e) {
            throw new ImplementationException(place + ": there is no such folder", e);
        } catch (IOException e) {
            throw new ImplementationException(
                    place + ": cannot be read as an implementation folder or a folder of such folders: " + e, e);
        }
        if (folders.isEmpty()) {
            throw new ImplementationException(
                    place + ": no manifest.json here nor one folder below; is the implementation built (mvn package)?");
        }
        Collections.sort(folders);
        return folders;
    }

    /** All, in the order in which they were found. */
    public Collection<Implementation> all() {
        return byName.values();
    }

    /**
     * The implementation of this name.
     *
     * @throws ImplementationException if there is none, saying which there are
     */
    public Implementation find(String name) {
        Implementation found = byName.get(name);
        if (found == null) {
            throw new ImplementationException("no implementation is called '" + name + "'; there are: "
                    + String.join(", ", groups()) + " (./maat list shows what each claims). One of your own is found"
                    + " where MAAT_IMPLEMENTATIONS names its folder: MAAT_IMPLEMENTATIONS=mine ./maat run"
                    + " --implementation NAME");
        }
        return found;
    }

    /** The names. Several with one prefix, as {@code zoo:ghost} has, are one entry: a hundred names would hide the others. */
    private Collection<String> groups() {
        Map<String, List<String>> byPrefix = byName.keySet().stream()
                .collect(Collectors.groupingBy(
                        name -> name.substring(0, name.indexOf(':') + 1), LinkedHashMap::new, Collectors.toList()));
        List<String> groups = new ArrayList<>();
        byPrefix.forEach((prefix, names) -> {
            if (prefix.isEmpty() || names.size() == 1) {
                groups.addAll(names);
            } else {
                groups.add(prefix + "\u2026");
            }
        });
        return groups;
    }
}
