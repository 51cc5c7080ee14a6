package io.plumbline.dashboards.inventory;

import io.plumbline.dashboards.filter.Span;
import java.time.Instant;
import java.time.LocalDate;

/**
 * What is stored.
 *
 * @param firstDay null without pull requests, like the other dates
 * @param countedAt when the newest counter was loaded
 */
public record Stock(long pullRequests, LocalDate firstDay, LocalDate lastDay, Instant lastEventAt, Instant countedAt) {

    public boolean isEmpty() {
        return pullRequests == 0;
    }

    public Span span() {
        return isEmpty() ? Span.none() : new Span(firstDay, lastDay);
    }
}
