/**
 * In: title, labels and changed paths of a pull request. Out: what kind of task it was and which areas it touched, by rules
 * kept as data. Pure.
 *
 * <p>Not here: who wrote it ({@link io.plumbline.streams.attribution}).
 */
package io.plumbline.streams.work;
