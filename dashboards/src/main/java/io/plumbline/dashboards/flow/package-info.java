/**
 * The page "Where does the time go?".
 *
 * <p>In: {@code mart.flow}, open pull requests, review load, deployments. Out: cards. Not here: what ends a phase
 * (streams.flow), single pull requests (pullrequest).
 */
package io.plumbline.dashboards.flow;
