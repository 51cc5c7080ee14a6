/**
 * In: what is known of whoever asks (role, teams, token). Out: what they may see: one {@link
 * io.plumbline.dashboards.rights.Right} per route, one {@link io.plumbline.dashboards.rights.Teams} per reader.
 *
 * <p>Not here: how somebody proves who they are (access), which route needs what (web.RouteTable).
 */
package io.plumbline.dashboards.rights;
