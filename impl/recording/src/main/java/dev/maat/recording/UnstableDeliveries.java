package dev.maat.recording;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Message ids by delivery handle, until the message is stable. */
final class UnstableDeliveries {
    private final Map<Long, String> messages = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, String> eldest) {
            return size() > RecordingBounds.MAX_UNSTABLE_DELIVERIES;
        }
    };

    void add(long handle, String message) {
        messages.put(handle, message);
    }

    /** The message delivered with this handle, once; null if there is none, or it was forgotten. */
    @Nullable
    String remove(long handle) {
        return messages.remove(handle);
    }
}
