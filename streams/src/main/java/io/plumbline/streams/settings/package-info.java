/**
 * In: {@code config.entry}. Out: the {@link io.plumbline.streams.settings.Settings} that topologies compute with, and,
 * whenever they change, the going over of all facts of a task, until {@code config.applied} says that it is done.
 *
 * <p>Not here: how entries are written (the normaliser, from raw events), what a directory or a rule means.
 */
package io.plumbline.streams.settings;
