package dev.maat.naive;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One install as p wrote it. */
record Install(
        int at,
        String id,
        long seq,
        List<String> members,
        boolean primary,
        String generation,
        @Nullable List<String> transitional) {}
