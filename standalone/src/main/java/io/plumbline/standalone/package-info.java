/**
 * One process with every role: {@link io.plumbline.standalone.cli the command line}, the
 * {@link io.plumbline.standalone.process roles and the services they run on},
 * {@link io.plumbline.standalone.config configuration}, the {@link io.plumbline.standalone.simulator simulator}.
 *
 * <p>Not here: metric rules.
 */
package io.plumbline.standalone;
