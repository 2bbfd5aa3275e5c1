package dev.dubimport.dub;

/** Our calls of the last two minutes, counted as the service counts them: in a window that slides over two aligned minutes. */
final class Calls {
    static final long WINDOW_NANOS = 60_000_000_000L;

    private static final long CELL_NANOS = 250_000_000L;
    private static final int CELLS_OF_WINDOW = (int) (WINDOW_NANOS / CELL_NANOS);

    private final long[] cells = new long[2 * CELLS_OF_WINDOW + 1];
    private long newest;

    void add(long nanos) {
        turnTo(nanos);
        cells[index(nanos / CELL_NANOS)]++;
    }

    /** Takes back a call that the service did not count. */
    void remove(long nanos) {
        long cell = nanos / CELL_NANOS;
        if (newest - cell < cells.length && cells[index(cell)] > 0) {
            cells[index(cell)]--;
        }
    }

    /**
     * How many calls the window holds: those of this minute, and those of the last one in so far as the window still overlaps it.
     *
     * @param intoMinuteNanos how much of this minute has gone by, less than a minute
     */
    double used(long nanos, long intoMinuteNanos) {
        turnTo(nanos);
        double overlap = 1 - (double) intoMinuteNanos / WINDOW_NANOS;
        int ofThisMinute = (int) (intoMinuteNanos / CELL_NANOS) + 1;
        return sum(0, ofThisMinute) + sum(ofThisMinute, CELLS_OF_WINDOW) * overlap;
    }

    /** The calls of so many cells, after leaving out so many of the newest. */
    private double sum(int leftOut, int count) {
        double sum = 0;
        for (long cell = newest - leftOut; cell > newest - leftOut - count; cell--) {
            sum += cells[index(cell)];
        }
        return sum;
    }

    private void turnTo(long nanos) {
        long cell = nanos / CELL_NANOS;
        long from = Math.max(newest + 1, cell - cells.length + 1);
        for (long fresh = from; fresh <= cell; fresh++) {
            cells[index(fresh)] = 0;
        }
        newest = Math.max(newest, cell);
    }

    private int index(long cell) {
        return (int) Math.floorMod(cell, (long) cells.length);
    }
}
