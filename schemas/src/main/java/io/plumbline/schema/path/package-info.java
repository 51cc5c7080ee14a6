/**
 * In: paths of files. Out: whether anybody wrote the file by hand, by one list that collectors and topologies share.
 *
 * <p>Not here: what a change of the file means (the work rules), what a repository says of its own files.
 */
package io.plumbline.schema.path;
