/**
 * Pages made of cards: the page itself asks nothing, the browser fetches each card by its own address.
 *
 * <p>In: what an address asks for ({@link io.plumbline.dashboards.card.PageRequest}) and a function from it to what the
 * card's template shows. Out: HTML of one card, the same rows as CSV and JSON, the statement as text; a card that fails
 * says so in its own place and leaves the others alone. Not here: what a card counts; that is beside its page.
 */
package io.plumbline.dashboards.card;
