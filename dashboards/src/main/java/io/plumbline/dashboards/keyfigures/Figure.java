package io.plumbline.dashboards.keyfigures;

import io.plumbline.dashboards.format.Labels;
import io.plumbline.dashboards.format.Numbers;
import io.plumbline.dashboards.stats.Interval;
import io.plumbline.dashboards.stats.SampleGuard;
import io.plumbline.dashboards.stats.Share;
import io.plumbline.dashboards.stats.compare.Spread;
import java.util.Locale;
import java.util.Optional;

/**
 * One measure of one group in one period.
 *
 * @param events numerator; merged pull requests of a count; unfinished ones of a duration
 * @param units denominator; weeks of a count; how many durations
 * @param squares sum of the squared events of each unit, of counts and rates
 * @param median null for other measures and without any duration
 * @param bounds 95 % of the median; null when there are too few
 */
public record Figure(KeyFigure measure, long events, long units, double squares, Double median, Interval bounds) {

    static Figure none(KeyFigure measure) {
        return new Figure(measure, 0, 0, 0, null, null);
    }

    /** Whether anything was counted; a count of 0 is known. */
    public boolean isKnown() {
        return units > 0;
    }

    public Share share() {
        return new Share(events, units);
    }

    public Spread spread() {
        return new Spread(units, events, units, squares);
    }

    public SampleGuard guard() {
        return measure.kind() == KeyFigure.Kind.COUNT ? SampleGuard.SHOWN : SampleGuard.of(units);
    }

    public boolean isHidden() {
        return guard() == SampleGuard.HIDDEN;
    }

    public boolean isWeak() {
        return guard() == SampleGuard.WEAK;
    }

    /** As the page writes it; only what is known has one. */
    public String value() {
        return switch (measure.kind()) {
            case COUNT -> Numbers.count(events);
            case SHARE -> Numbers.percent(share());
            case RATE -> Numbers.rate(100.0 * events / units);
            case HOURS -> Numbers.hours(median);
        };
    }

    /** The value as a number: hours, a share, events per unit; NaN when unknown. */
    public double number() {
        if (!isKnown()) {
            return Double.NaN;
        }
        return switch (measure.kind()) {
            case COUNT -> events;
            case SHARE, RATE -> (double) events / units;
            case HOURS -> median;
        };
    }

    /** 95 %, in the measure's own unit; empty for counts, which are complete. */
    public Optional<Interval> interval() {
        if (!isKnown()) {
            return Optional.empty();
        }
        return switch (measure.kind()) {
            case COUNT -> Optional.empty();
            case SHARE -> share().interval();
            case RATE -> rateInterval();
            case HOURS -> Optional.ofNullable(bounds);
        };
    }

    /** Exact for a Poisson count, then as much wider as the units vary more. */
    private Optional<Interval> rateInterval() {
        var rate = spread().rate();
        double wider = Math.sqrt(Math.max(1, spread().dispersion().orElse(1)));
        double value = number();
        return rate.interval()
                .value()
                .map(exact -> new Interval(
                        Math.max(0, value - (value - exact.lower()) * wider), value + (exact.upper() - value) * wider));
    }

    public String intervalText() {
        return interval()
                .map(bound -> switch (measure.kind()) {
                    case COUNT -> "";
                    case SHARE -> Numbers.interval(share());
                    case RATE -> Numbers.rate(100 * bound.lower()) + "–" + Numbers.rate(100 * bound.upper());
                    case HOURS -> Numbers.hours(bound.lower()) + "–" + Numbers.hours(bound.upper());
                })
                .orElse("");
    }

    /** Counts behind the value. */
    public String counts() {
        return switch (measure.kind()) {
            case COUNT -> "in " + Labels.many(units, "week", "weeks");
            case SHARE -> Numbers.count(events) + " / " + Numbers.count(units);
            case RATE -> Numbers.count(events) + " in " + Numbers.count(units);
            case HOURS -> "n = " + Numbers.count(units);
        };
    }

    /** For titles. */
    public String exact() {
        return switch (measure.kind()) {
            case COUNT -> Numbers.count(events);
            case SHARE -> Numbers.exactPercent(share()) + ", 95 % interval " + Numbers.exactInterval(share());
            case RATE -> String.format(Locale.ROOT, "%.2f", 100.0 * events / units);
            case HOURS -> Numbers.exactHours(median);
        };
    }
}
