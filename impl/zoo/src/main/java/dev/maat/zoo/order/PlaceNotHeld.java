package dev.maat.zoo.order;

import dev.maat.reference.parts.UniformityRule;

/**
 * A message is handed up in its place although no other member may know the place. Breaks {@code uniform-prefix-order}.
 */
final class PlaceNotHeld implements UniformityRule {
    @Override
    public boolean asksForPlace() {
        return false;
    }
}
