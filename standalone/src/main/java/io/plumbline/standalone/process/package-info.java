/**
 * In: configuration. Out: the roles of Plumbline running in this process, in the right order, on embedded or external
 * services, and {@code DATA/endpoints.properties} for those who want to talk to them.
 *
 * <p>Not here: what a role does (modules ingest, streams, dashboards), the command line ({@code cli}).
 */
package io.plumbline.standalone.process;
