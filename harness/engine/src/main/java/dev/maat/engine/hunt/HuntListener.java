package dev.maat.engine.hunt;

import dev.maat.engine.campaign.SeedResult;

/** Hears how a hunt goes on; called by one thread at a time. */
public interface HuntListener {
    /** A seed was run. Its epoch may still be cut off, and run again. */
    void seed(SeedResult result);

    /** A seed failed in a way that none did before; told before its epoch is finished. */
    void found(Finding finding);

    /** An epoch is finished and written down. */
    void epoch(HuntState state);
}
