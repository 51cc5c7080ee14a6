/**
 * In: the whole of the mart views. Out: what is stored at all (so that pages can tell "nothing imported" from "nothing
 * matches"), the span of the data, and what the filters offer.
 *
 * <p>Not here: the filters themselves (filter).
 */
package io.plumbline.dashboards.inventory;
