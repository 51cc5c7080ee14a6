package io.plumbline.dashboards.filter;

import java.time.LocalDate;

/**
 * First and last day with data, in the organisation's zone.
 *
 * @param firstDay null when there is no data at all
 * @param lastDay null when there is no data at all
 */
public record Span(LocalDate firstDay, LocalDate lastDay) {

    public static Span none() {
        return new Span(null, null);
    }

    public boolean isEmpty() {
        return firstDay == null || lastDay == null;
    }
}
