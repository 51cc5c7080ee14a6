package io.plumbline.dashboards.figure;

import io.plumbline.dashboards.chart.Forest;
import io.plumbline.dashboards.chart.Stack;
import io.plumbline.dashboards.format.Numbers;
import io.plumbline.dashboards.rights.Reader;
import io.plumbline.dashboards.rights.Right;
import io.plumbline.dashboards.stats.SampleGuard;
import io.plumbline.dashboards.stats.Share;
import io.plumbline.dashboards.web.Paths;

/**
 * One cell of a {@link Grid}.
 *
 * @param fine smaller, after the text
 * @param title the exact value
 * @param href empty = no link
 * @param tag a word in a box, such as "provisional"
 * @param style classes of the cell
 * @param forest null unless the cell is a drawing; so is bar
 */
public record Cell(
        String text,
        String fine,
        String title,
        String href,
        String tag,
        String style,
        boolean number,
        Forest forest,
        Stack bar) {

    public static Cell text(String text) {
        return new Cell(text, "", "", "", "", "", false, null, null);
    }

    public static Cell number(String text) {
        return new Cell(text, "", "", "", "", "", true, null, null);
    }

    public static Cell count(long n) {
        return number(Numbers.count(n));
    }

    /** Not a zero: why it is not known is said on the spot. */
    public static Cell missing(String text, String why) {
        return number(text).title(why).styled("none");
    }

    public static Cell drawing(Forest forest) {
        return new Cell("", "", "", "", "", "rail", false, forest, null);
    }

    public static Cell drawing(Stack bar) {
        return new Cell("", "", "", "", "", "rail", false, null, bar);
    }

    public static Cell nothing() {
        return text("");
    }

    /** Share and interval, as far as the sample carries them. */
    public static Cell share(Share share) {
        if (!share.isKnown()) {
            return missing("no data", "The denominator is 0");
        }
        if (share.guard() == SampleGuard.HIDDEN) {
            return missing("n < 10", "Fewer than 10: a share would be noise");
        }
        return number(Numbers.percent(share)).fine(Numbers.interval(share)).title(Numbers.exactPercent(share));
    }

    public static Cell counts(Share share) {
        return number(Numbers.count(share.numerator()) + " / " + Numbers.count(share.denominator()));
    }

    /** The interval of a share, or nothing where the share is not shown. */
    public static Cell interval(Share share) {
        return share.isKnown() && share.guard() != SampleGuard.HIDDEN ? drawing(Forest.of(share)) : nothing();
    }

    public Cell fine(String words) {
        return new Cell(text, words, title, href, tag, style, number, forest, bar);
    }

    public Cell title(String words) {
        return new Cell(text, fine, words, href, tag, style, number, forest, bar);
    }

    public Cell to(String address) {
        return new Cell(text, fine, title, address, tag, style, number, forest, bar);
    }

    public Cell tagged(String word) {
        return new Cell(text, fine, title, href, word, style, number, forest, bar);
    }

    public Cell styled(String classes) {
        return new Cell(text, fine, title, href, tag, classes, number, forest, bar);
    }

    /** Lists of pull requests are not for everybody who may see figures. */
    public boolean isLink(Reader reader) {
        return !href.isEmpty()
                && (reader.may(Right.PULL_REQUESTS)
                        || !(href.startsWith(Paths.PULL_REQUESTS) || href.startsWith("/pr/")));
    }

    public String classes() {
        var all = (number ? "num " : "") + style;
        return all.isBlank() ? null : all.strip();
    }
}
