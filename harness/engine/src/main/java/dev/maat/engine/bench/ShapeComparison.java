package dev.maat.engine.bench;

import dev.maat.checkers.synthetic.Shape;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Measures all shapes at one size, with few incarnations and with many. The ordered shape is the plain one: the others are compared
 * with it, at as many nodes and views.
 */
public final class ShapeComparison {
    private static final int MORE_NODES = 10;
    private static final int MORE_VIEWS = 100;

    /**
     * One measured shape.
     *
     * @param timesPlain the CPU time of judging an event, divided by that in the plain shape
     */
    public record Row(Shape shape, int nodes, int views, Measurement measurement, double timesPlain) {
        /** Each second view brings a crashed node back. */
        public int incarnations() {
            return nodes + (views - 1) / 2;
        }
    }

    private final Path folder;
    private final int repetitions;
    private final List<Row> rows = new ArrayList<>();

    private ShapeComparison(Path folder, int repetitions) {
        this.folder = folder;
        this.repetitions = repetitions;
    }

    /** Measures each shape with this many nodes and views, and again with ten times the nodes and a hundred times the views. */
    public static List<Row> measure(Path folder, long events, int nodes, int views, int repetitions)
            throws IOException {
        ShapeComparison comparison = new ShapeComparison(folder, repetitions);
        comparison.addShapes(events, nodes, views);
        comparison.addShapes(events, MORE_NODES * nodes, MORE_VIEWS * views);
        return comparison.rows;
    }

    private void addShapes(long events, int nodes, int views) throws IOException {
        Measurement plain = add(Shape.ORDERED, events, nodes, views, null);
        for (Shape shape : Shape.values()) {
            if (shape != Shape.ORDERED) {
                add(shape, events, nodes, views, plain);
            }
        }
    }

    private Measurement add(Shape shape, long events, int nodes, int views, @Nullable Measurement plain)
            throws IOException {
        Measurement own = new CheckersBench(folder, nodes, views, shape, repetitions).measure(events);
        rows.add(new Row(shape, nodes, views, own, perEvent(own) / perEvent(plain == null ? own : plain)));
        return own;
    }

    private static double perEvent(Measurement one) {
        return (double) one.judgeCpuNanos() / one.events();
    }
}
