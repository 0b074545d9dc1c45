package dev.maat.contract;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * For a runtime: carries out the effects by which one core hands the application's state on, and another one takes it. It keeps images
 * until they are released, and the loader of a state that is not whole. For one thread.
 */
public final class StateHandover {
    /** A core that releases nothing keeps so many images at most: the one of its view, and the one before. */
    private static final int MAX_IMAGES = 2;

    private record Taken(String viewId, StateImage image) {}

    private final Function<String, StateImage> images;
    private final Function<String, StateLoader> loaders;
    private final ArrayDeque<Taken> taken = new ArrayDeque<>();
    private @Nullable StateLoader loader;
    private @Nullable String loading;
    private long stored;

    /**
     * @param images takes the application's state, for the view of that id
     * @param loaders makes what takes a state, for the view of that id
     */
    public StateHandover(Function<String, StateImage> images, Function<String, StateLoader> loaders) {
        this.images = images;
        this.loaders = loaders;
    }

    /** Answers {@link Effect.TakeSnapshot}. */
    public Input take(String viewId) {
        if (taken.size() == MAX_IMAGES) {
            taken.remove().image().close();
        }
        StateImage image = images.apply(viewId);
        taken.add(new Taken(viewId, image));
        return new Input.Snapshot(viewId, image);
    }

    public void release(String viewId) {
        for (Iterator<Taken> each = taken.iterator(); each.hasNext(); ) {
            Taken one = each.next();
            if (one.viewId().equals(viewId)) {
                each.remove();
                one.image().close();
            }
        }
    }

    /** @throws BrokenContractException if the piece leaves a gap, or overlaps what is stored */
    public void store(Effect.StorePiece piece) {
        if (piece.offset() == 0) {
            discard();
            loader = loaders.apply(piece.viewId());
            loading = piece.viewId();
        }
        StateLoader into = loader;
        if (into == null || !piece.viewId().equals(loading) || piece.offset() != stored) {
            throw new BrokenContractException(
                    "the core stored a piece at byte " + piece.offset() + " of the state for view " + piece.viewId()
                            + "; byte " + stored + " of view " + loading + " is next");
        }
        into.store(piece.bytes());
        stored += piece.bytes().length;
    }

    /**
     * Answers {@link Effect.LoadStored}.
     *
     * @throws BrokenContractException if nothing was stored for that view
     */
    public Input load(String viewId) {
        StateLoader whole = loader;
        if (whole == null || !viewId.equals(loading)) {
            throw new BrokenContractException("the core loads a state for view " + viewId + " and stored none");
        }
        forget();
        whole.load();
        return new Input.Loaded();
    }

    /**
     * The process ends: nothing is read or stored any more. Every image is closed, and the first exception of the application is thrown
     * then, with the others suppressed.
     */
    public void close() {
        List<Runnable> ends = new ArrayList<>();
        ends.add(this::discard);
        taken.forEach(one -> ends.add(one.image()::close));
        taken.clear();
        RuntimeException failure = null;
        for (Runnable end : ends) {
            try {
                end.run();
            } catch (RuntimeException e) {
                if (failure == null) {
                    failure = e;
                } else if (failure != e) {
                    failure.addSuppressed(e);
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    private void discard() {
        StateLoader rest = loader;
        forget();
        if (rest != null) {
            rest.discard();
        }
    }

    private void forget() {
        loader = null;
        loading = null;
        stored = 0;
    }
}
