package io.plumbline.dashboards.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.HasCountOptions;
import com.microsoft.playwright.options.ColorScheme;
import io.plumbline.dashboards.DashboardServer;
import io.plumbline.dashboards.HalfYear;
import io.plumbline.dashboards.Warehouse;
import io.plumbline.testing.Await;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * How the pages feel on a machine four times slower, with nothing cached: the Web Vitals, measured by the browser. What moves
 * under a reader who was here before is checked, because it does not depend on the machine; times, and what moves on a first
 * visit, which depends on the order in which cards arrive, are printed: medians of {@code -Dplumbline.vitals.rounds=7} for
 * docs/performance.md.
 */
class WebVitalsTest {

    private static final int ROUNDS = Integer.getInteger("plumbline.vitals.rounds", 1);
    private static final int SLOWER = 4;
    private static final double MOST_SHIFT = 0.05;

    private static final List<String> PAGES = List.of(
            "/definitions",
            "/",
            "/ai-impact",
            "/acceptance",
            "/rework",
            "/defects",
            "/flow",
            "/teams",
            "/pulls",
            "/pr/github/acme/r1/2",
            "/data-health",
            "/sql");

    /** Shifts count by windows of at most five seconds with pauses of less than one, as the definition of CLS says. */
    private static final String OBSERVE = """
            window.slots = [];
            document.addEventListener('DOMContentLoaded', () =>
              document.querySelectorAll('[data-slot]').forEach(slot => slots.push(slot.id)));
            window.vitals = {fcp: 0, lcp: 0, cls: 0, tbt: 0, inp: 0, shifts: []};
            (() => {
              let start = 0, last = 0, sum = 0;
              const on = (type, options, each) => new PerformanceObserver(list => list.getEntries().forEach(each))
                .observe(Object.assign({type: type, buffered: true}, options));
              on('paint', {}, e => { if (e.name === 'first-contentful-paint') vitals.fcp = e.startTime; });
              on('largest-contentful-paint', {}, e => { vitals.lcp = e.startTime; });
              on('longtask', {}, e => { vitals.tbt += Math.max(0, e.duration - 50); });
              on('event', {durationThreshold: 16}, e => { if (e.interactionId) vitals.inp = Math.max(vitals.inp, e.duration); });
              on('layout-shift', {}, e => {
                if (e.hadRecentInput) return;
                if (e.startTime - last > 1000 || e.startTime - start > 5000) { start = e.startTime; sum = 0; }
                last = e.startTime;
                sum += e.value;
                vitals.cls = Math.max(vitals.cls, sum);
                (e.sources || []).forEach(s => vitals.shifts.push(e.value.toFixed(4) + ' '
                  + (s.node && s.node.nodeType === 1 ? s.node.tagName + '#' + s.node.id + '.' + s.node.className : '?')));
              });
            })();
            """;

    /** Whether the height of every card that came later is kept for the next visit. */
    private static final String REMEMBERED = """
            (() => {
              const room = (JSON.parse(localStorage.getItem('plumbline-room')) || {}).wide || {};
              return slots.every(id => room[id] === document.getElementById(id).offsetHeight);
            })()
            """;

    private static final Duration LONGEST = Duration.ofMinutes(1);
    private static final HasCountOptions PATIENT = new HasCountOptions().setTimeout(60_000);

    private static DashboardServer server;
    private static Chromium chromium;

    @BeforeAll
    static void open() throws SQLException {
        server = DashboardServer.start(HalfYear.stored().config(), 0, Warehouse.CLOCK);
        chromium = Chromium.start();
    }

    @AfterAll
    static void close() {
        chromium.close();
        server.close();
    }

    /**
     * @param shiftAgain of the second visit
     * @param complete when every card and chart was there, milliseconds after the address was asked for
     */
    private record Vitals(
            double fcp,
            double lcp,
            double shift,
            double shiftAgain,
            double blocked,
            double interaction,
            double complete,
            Object shifts) {}

    @Test
    void nothingMovesUnderAReaderWhoWasHereBefore() {
        System.out.printf(
                Locale.ROOT,
                "%-28s %6s %6s %6s %6s %6s %6s %8s   (ms, processor %d times slower, median of %d)%n",
                "page",
                "FCP",
                "LCP",
                "CLS",
                "again",
                "TBT",
                "INP",
                "complete",
                SLOWER,
                ROUNDS);
        var moving = new ArrayList<String>();
        for (var path : PAGES) {
            var seen = new ArrayList<Vitals>();
            for (int i = 0; i < ROUNDS; i++) {
                seen.add(measured(path));
            }
            System.out.printf(
                    Locale.ROOT,
                    "%-28s %,6.0f %,6.0f %6.3f %6.3f %,6.0f %,6.0f %,8.0f%n",
                    path,
                    median(seen, Vitals::fcp),
                    median(seen, Vitals::lcp),
                    median(seen, Vitals::shift),
                    median(seen, Vitals::shiftAgain),
                    median(seen, Vitals::blocked),
                    median(seen, Vitals::interaction),
                    median(seen, Vitals::complete));
            if (median(seen, Vitals::shiftAgain) > MOST_SHIFT) {
                moving.add(path + ": " + seen.get(0).shifts());
            }
        }

        assertThat(moving).as("pages that move by more than %s", MOST_SHIFT).isEmpty();
    }

    private static Vitals measured(String path) {
        try (var visit = chromium.visit(1280, ColorScheme.LIGHT)) {
            var page = visit.page();
            var slower = new JsonObject();
            slower.addProperty("rate", SLOWER);
            page.context().newCDPSession(page).send("Emulation.setCPUThrottlingRate", slower);
            page.addInitScript(OBSERVE);
            double complete = arrived(page, path);
            interact(page);
            Await.until(
                    "the room of cards to be remembered",
                    LONGEST,
                    () -> Boolean.TRUE.equals(page.evaluate(REMEMBERED)));
            var first = (Map<?, ?>) page.evaluate("vitals");
            arrived(page, path);
            var again = (Map<?, ?>) page.evaluate("vitals");
            return new Vitals(
                    number(first.get("fcp")),
                    number(first.get("lcp")),
                    number(first.get("cls")),
                    number(again.get("cls")),
                    number(first.get("tbt")),
                    number(first.get("inp")),
                    complete,
                    again.get("shifts"));
        }
    }

    /** When the last card and chart was there, in milliseconds. */
    private static double arrived(Page page, String path) {
        assertThat(page.navigate(server.url() + path).status()).as(path).isEqualTo(200);
        assertThat(page.locator("[data-slot]")).hasCount(0, PATIENT);
        int charts = page.locator("[data-chart]").count();
        assertThat(page.locator("[data-drawn]")).hasCount(charts, PATIENT);
        return number(page.evaluate("performance.now()"));
    }

    /** The list of keys, opened and closed: work that every page does. */
    private static void interact(Page page) {
        page.locator("#keys-open").click();
        assertThat(page.locator("dialog[open]")).hasCount(1);
        page.keyboard().press("Escape");
        assertThat(page.locator("dialog[open]")).hasCount(0);
        page.waitForTimeout(600);
    }

    private static double number(Object value) {
        return ((Number) value).doubleValue();
    }

    private static double median(List<Vitals> seen, ToDoubleFunction<Vitals> what) {
        var sorted = seen.stream().mapToDouble(what).sorted().toArray();
        return sorted[sorted.length / 2];
    }
}
