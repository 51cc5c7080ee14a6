package io.plumbline.dashboards.digest;

import io.plumbline.dashboards.rights.Reader;
import io.plumbline.dashboards.rights.Role;
import io.plumbline.dashboards.rights.Teams;
import io.plumbline.dashboards.stats.Share;
import io.plumbline.dashboards.stats.compare.Spread;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Thirteen weeks of a made-up team, from dice that a test loads. */
final class Weeks {

    static final IsoWeek WEEK = IsoWeek.parse("2026-W46").orElseThrow();
    static final Instant MONDAY = Instant.parse("2026-11-16T08:00:00Z");

    private final Random dice;
    private final List<double[]> cycle = new ArrayList<>();
    private final List<Share> acceptance = new ArrayList<>();
    private final List<Share> rework = new ArrayList<>();
    private final List<Spread> findings = new ArrayList<>();
    private final List<Share> failures = new ArrayList<>();
    private Figures.WeekCounts counts = new Figures.WeekCounts(40, 38, 6, 500, 2, true);
    private boolean withheld;
    private int people = 9;
    private List<Figures.Look> looks = List.of();
    private List<Figures.Restated> restated = List.of();
    private List<Figures.Decisions> decisions = List.of();
    private List<Figures.Source> sources = List.of();
    private IsoWeek week = WEEK;

    private Weeks(long seed) {
        this.dice = new Random(seed);
    }

    /** Of one and the same process, with weeks that differ by {@code unrest} (a standard deviation on the log scale). */
    static Weeks same(long seed, double unrest) {
        var weeks = new Weeks(seed);
        for (int i = 0; i < Figures.WEEKS; i++) {
            weeks.week(1, unrest);
        }
        return weeks;
    }

    private void week(double factor, double unrest) {
        double shock = Math.exp(unrest * dice.nextGaussian());
        double[] hours = new double[25 + dice.nextInt(25)];
        for (int i = 0; i < hours.length; i++) {
            hours[i] = 30 * factor * shock * Math.exp(1.1 * dice.nextGaussian());
        }
        cycle.add(hours);
        acceptance.add(share(20 + dice.nextInt(20), 0.7, unrest));
        rework.add(share(25 + dice.nextInt(25), 0.15, unrest));
        failures.add(share(12 + dice.nextInt(12), 0.1, unrest));
        long events = 0;
        double squares = 0;
        int units = 25 + dice.nextInt(20);
        for (int i = 0; i < units; i++) {
            // Clumped: most have none, some have many.
            long found = dice.nextInt(3) == 0 ? (long) Math.floor(-4 * Math.log(1 - dice.nextDouble())) : 0;
            events += found;
            squares += (double) found * found;
        }
        findings.add(new Spread(units, events, units, squares));
    }

    private Share share(int n, double p, double unrest) {
        double chance = 1 / (1 + Math.exp(-(Math.log(p / (1 - p)) + unrest * dice.nextGaussian())));
        long hits = 0;
        for (int i = 0; i < n; i++) {
            hits += dice.nextDouble() < chance ? 1 : 0;
        }
        return new Share(hits, n);
    }

    /** The last week's cycle times times this. */
    Weeks lastWeekCycleTimes(double factor) {
        var last = cycle.remove(cycle.size() - 1);
        double[] changed = last.clone();
        for (int i = 0; i < changed.length; i++) {
            changed[i] *= factor;
        }
        cycle.add(changed);
        return this;
    }

    Weeks lastWeekAcceptance(Share share) {
        acceptance.set(acceptance.size() - 1, share);
        return this;
    }

    Weeks of(IsoWeek other) {
        week = other;
        return this;
    }

    Weeks with(Figures.WeekCounts other) {
        counts = other;
        return this;
    }

    Weeks withheld() {
        withheld = true;
        people = 4;
        return this;
    }

    Weeks looks(Figures.Look... several) {
        looks = List.of(several);
        return this;
    }

    Weeks restated(Figures.Restated... several) {
        restated = List.of(several);
        return this;
    }

    Weeks decisions(Figures.Decisions... several) {
        decisions = List.of(several);
        return this;
    }

    Weeks sources(Figures.Source... several) {
        sources = List.of(several);
        return this;
    }

    Figures figures() {
        return new Figures(
                week,
                week.minus(2),
                cycle,
                acceptance,
                rework,
                findings,
                failures,
                counts,
                people,
                withheld,
                looks,
                restated,
                decisions,
                sources);
    }

    static Terms terms() {
        return terms("payments", EnumSet.allOf(Section.class), NumberStyle.EN, true);
    }

    static Terms terms(String team, Set<Section> sections, NumberStyle style, boolean pullRequests) {
        return new Terms(
                "Acme",
                team,
                Reader.person(7, "mia", "Mia", pullRequests ? Role.MANAGER : Role.VIEWER, Teams.ALL),
                sections,
                style,
                ZoneOffset.UTC,
                URI.create("https://plumbline.example.org"),
                "/u/AAAAAAAAAAEAAAAAAAAAAAAAAAAAAAAA",
                MONDAY.minusSeconds(7 * 86_400),
                MONDAY);
    }

    Digest digest() {
        return Digest.of(figures(), terms(), List.of());
    }
}
