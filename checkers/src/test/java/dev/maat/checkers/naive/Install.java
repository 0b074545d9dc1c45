package dev.maat.checkers.naive;

import java.util.List;

/** One install as p wrote it. */
record Install(
        int at,
        String id,
        long seq,
        List<String> members,
        boolean primary,
        String generation,
        List<String> transitional) {}
