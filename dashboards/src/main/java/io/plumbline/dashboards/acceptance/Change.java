package io.plumbline.dashboards.acceptance;

import io.plumbline.dashboards.format.Numbers;
import io.plumbline.dashboards.stats.Newcombe;
import io.plumbline.dashboards.stats.SampleGuard;
import io.plumbline.dashboards.stats.Share;

/** A share against the period before, in words. */
final class Change {

    private Change() {}

    static String of(Share now, Share before) {
        if (!before.isKnown()) {
            return "no previous data";
        }
        if (now.guard() != SampleGuard.SHOWN || before.guard() != SampleGuard.SHOWN) {
            return "too few to compare";
        }
        var change = Newcombe.between(now, before);
        return change.isDetectable()
                ? (change.difference() > 0 ? "↑ up " : "↓ down ") + Numbers.points(change)
                : "no detectable change, " + Numbers.points(change);
    }
}
