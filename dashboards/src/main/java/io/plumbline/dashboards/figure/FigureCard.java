package io.plumbline.dashboards.figure;

import io.plumbline.dashboards.card.EmptyKind;
import io.plumbline.dashboards.card.Frame;
import io.plumbline.dashboards.chart.Bars;
import io.plumbline.dashboards.chart.Curves;
import java.util.ArrayList;
import java.util.List;

/** What a card of figures shows, put together by {@link Figure#show}; not changed once it is shown. */
public final class FigureCard {

    /** What a colour of the bars means. */
    public record Key(String label, String style) {}

    private Frame frame;
    private Blank blank;
    private final List<Choices> choices = new ArrayList<>();
    private final List<Key> keys = new ArrayList<>();
    private final List<Bars> bars = new ArrayList<>();
    private Curves curves;
    private Grid grid;
    private Grid table;
    private String chartHref = "";
    private int panels;
    private boolean tiles;

    FigureCard(Frame frame) {
        this.frame = frame;
    }

    public FigureCard finding(String sentence) {
        frame = frame.finding(sentence);
        return this;
    }

    public FigureCard caveat(String sentences) {
        frame = frame.caveat(sentences);
        return this;
    }

    public FigureCard choose(Choices some) {
        choices.add(some);
        return this;
    }

    public FigureCard key(String label, String style) {
        keys.add(new Key(label, style));
        return this;
    }

    public FigureCard grid(Grid shown) {
        grid = shown;
        return this;
    }

    /** Rows behind "Table". */
    public FigureCard table(Grid behind) {
        table = behind;
        return this;
    }

    /** The first cell of a row is a tile's heading, the others are its lines. */
    public FigureCard asTiles() {
        tiles = true;
        return this;
    }

    public FigureCard draw(Curves drawn) {
        curves = drawn;
        return this;
    }

    public FigureCard draw(Bars drawn) {
        bars.add(drawn);
        return this;
    }

    /** @param count panels, one a line */
    FigureCard chart(String href, int count) {
        chartHref = href;
        panels = count;
        return this;
    }

    public FigureCard blank(EmptyKind kind, String text) {
        blank = Blank.of(kind, text);
        return this;
    }

    public FigureCard blank(Blank why) {
        blank = why;
        return this;
    }

    public Frame frame() {
        return frame;
    }

    public Blank blank() {
        return blank;
    }

    public List<Choices> choices() {
        return choices;
    }

    public List<Key> keys() {
        return keys;
    }

    public List<Bars> bars() {
        return bars;
    }

    public Curves curves() {
        return curves;
    }

    public Grid grid() {
        return grid;
    }

    public Grid table() {
        return table;
    }

    public boolean isTiles() {
        return tiles;
    }

    public String chartHref() {
        return chartHref;
    }

    public int panels() {
        return panels;
    }
}
