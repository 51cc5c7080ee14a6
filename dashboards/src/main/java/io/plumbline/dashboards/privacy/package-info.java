/**
 * In: a request for figures and its reader. Out: whether they may be shown, or rest on too few people; the page of one's
 * own pull requests.
 *
 * <p>Not here: which rows a reader may see at all (rights, access), which teams the views of {@code mart} name (the loader).
 */
package io.plumbline.dashboards.privacy;
