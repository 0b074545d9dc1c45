package dev.maat.node;

import dev.maat.node.evidence.EvidenceLog;
import dev.maat.node.protocol.Answer;

/** A process of the group that runs here. */
record NodeProcess(Answer.Started started, EvidenceLog evidence, Host host) {}
