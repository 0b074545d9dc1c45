package dev.maat.naive;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/** One event of one process; {@code view} is the install current at it, if any. */
record Ev(
        int at,
        String e,
        @Nullable String m,
        JsonNode json,
        @Nullable Install view) {}
