package dev.maat.contract;

/** Takes the effects of one step, in order. */
@FunctionalInterface
public interface Effects {
    void add(Effect effect);
}
