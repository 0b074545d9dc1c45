package dev.maat.naive;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;

/** A send and its outcome. */
record Send(String m, Proc by, int send, int sent, int failed, boolean last, JsonNode json, Set<String> sendingViews) {
    boolean returned() {
        return sent >= 0;
    }

    boolean hasFailed() {
        return failed >= 0;
    }
}
