package dev.maat.checkers.naive;

import com.fasterxml.jackson.databind.JsonNode;

/** One event of one process; {@code view} is the install current at it, if any. */
record Ev(int at, String e, String m, JsonNode json, Install view) {}
