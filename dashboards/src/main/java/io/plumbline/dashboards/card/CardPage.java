package io.plumbline.dashboards.card;

import io.plumbline.dashboards.inventory.FilterBar;
import io.plumbline.dashboards.rights.Right;
import java.util.List;
import java.util.Set;

/**
 * A page made of cards, as its template shows it.
 *
 * @param heading the question that the page answers
 * @param fields filters that the page has besides the period
 * @param slots places of the cards, in order
 */
public record CardPage(
        String heading, String lead, FilterBar filters, Set<String> fields, PageRequest request, List<Slot> slots) {

    /**
     * The place of one card.
     *
     * @param heading shown while the card is on its way
     * @param size room that the card will need, so that nothing jumps: tiles, short, medium or tall
     * @param right what its reader needs; for others the page has no such place
     */
    public record Slot(String name, String heading, String size, Right right) {

        public Slot(String name, String heading, String size) {
            this(name, heading, size, Right.FIGURES);
        }

        public static Slot of(String name, String heading) {
            return new Slot(name, heading, "medium");
        }
    }

    public String cardHref(Slot slot) {
        return request.card(slot.name());
    }
}
