package dev.maat.group.example;

import dev.maat.group.Delivery;
import dev.maat.group.Group;
import dev.maat.group.GroupConfig;
import dev.maat.group.GroupListener;
import dev.maat.group.GroupState;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A map that all members of a group hold alike: every change is a message in one total order. */
public final class ReplicatedMap implements GroupListener, AutoCloseable {
    private final Map<String, String> entries = new ConcurrentHashMap<>();
    /** Changes of this process that are under way. */
    private final Map<String, CompletableFuture<@Nullable Void>> changes = new ConcurrentHashMap<>();

    private final Group group;

    public ReplicatedMap(GroupConfig config) throws IOException {
        this.group = Group.join(config, this);
    }

    public Group group() {
        return group;
    }

    /** This copy's value now; a change made elsewhere may be on its way. */
    public @Nullable String get(String key) {
        return entries.get(key);
    }

    /** Completes when the change is in this copy. All copies make all changes in one order. */
    public CompletableFuture<@Nullable Void> put(String key, String value) {
        String id = UUID.randomUUID().toString();
        CompletableFuture<@Nullable Void> change = new CompletableFuture<>();
        changes.put(id, change);
        group.multicast(Words.write(List.of(id, key, value))).exceptionally(why -> {
            changes.remove(id);
            change.completeExceptionally(why);
            return null;
        });
        return change;
    }

    @Override
    public void deliver(Delivery delivery) {
        List<String> words = Words.read(delivery.payload());
        entries.put(words.get(1), words.get(2));
        Optional.ofNullable(changes.remove(words.get(0))).ifPresent(change -> change.complete(null));
    }

    @Override
    public byte[] takeState() {
        List<String> words = new ArrayList<>();
        entries.forEach((key, value) -> words.addAll(List.of(key, value)));
        return Words.write(words);
    }

    @Override
    public void loadState(byte[] state) {
        List<String> words = Words.read(state);
        for (int k = 0; k < words.size(); k += 2) {
            entries.put(words.get(k), words.get(k + 1));
        }
    }

    @Override
    public void ended(GroupState state) {
        changes.values().forEach(change -> change.cancel(false));
    }

    @Override
    public void close() {
        group.close();
    }
}
