/**
 * In: {@code reference.conf}, a file, the environment, command line options. Out: one immutable
 * {@link io.plumbline.standalone.config.PlumblineConfig}, or all problems at once.
 *
 * <p>Not here: the modules' own config records (each module has one; roles fill them from here).
 */
package io.plumbline.standalone.config;
