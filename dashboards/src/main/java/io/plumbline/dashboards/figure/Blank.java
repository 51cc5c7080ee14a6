package io.plumbline.dashboards.figure;

import io.plumbline.dashboards.card.EmptyKind;

/**
 * Shown in place of figures.
 *
 * @param text what is missing, and what to do about it
 * @param href where to go; empty when there is nowhere
 */
public record Blank(EmptyKind kind, String text, String href, String link) {

    public static Blank of(EmptyKind kind, String text) {
        return new Blank(kind, text, "", "");
    }
}
