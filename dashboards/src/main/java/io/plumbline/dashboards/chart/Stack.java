package io.plumbline.dashboards.chart;

import java.util.ArrayList;
import java.util.List;

/** A bar split into parts that add up to the whole. */
public record Stack(List<Part> parts) {

    /**
     * One part.
     *
     * @param style class that colours it
     * @param x left edge, a percentage of the width like the width
     */
    public record Part(String label, String style, double amount, String x, String width) {}

    /** What a part is made of, before it has a place. */
    public record Piece(String label, String style, double amount) {}

    /** Pieces of no size are left out. */
    public static Stack of(List<Piece> pieces) {
        return of(pieces, pieces.stream().mapToDouble(Piece::amount).sum());
    }

    /** @param total what the whole width stands for, so that several bars compare; at least the sum of the pieces */
    public static Stack of(List<Piece> pieces, double total) {
        var parts = new ArrayList<Part>();
        double before = 0;
        for (var piece : pieces) {
            if (piece.amount() > 0) {
                parts.add(new Part(
                        piece.label(),
                        piece.style(),
                        piece.amount(),
                        Positions.percent(before / total),
                        Positions.percent(piece.amount() / total)));
                before += piece.amount();
            }
        }
        return new Stack(List.copyOf(parts));
    }
}
