package dev.maat.zoo.fixed;

/**
 * A repair that is left to the sender alone: it retransmits until every process has acknowledged. Breaks {@code agreement} when a
 * sender dies in the middle of a fan-out, because no other process passes its last messages on.
 */
final class SenderRepairs implements RepairRule {
    @Override
    public boolean repairs(boolean isSender, boolean isStuck) {
        return isSender;
    }
}
