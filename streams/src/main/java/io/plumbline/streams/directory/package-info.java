/**
 * In: the organisation's directory (teams with dated members, people with their accounts, repositories and services) and
 * identity links. Out: which person an account is, which team a person or a repository belonged to at a moment.
 *
 * <p>Not here: where the directory comes from ({@link io.plumbline.streams.settings}), pseudonyms.
 */
package io.plumbline.streams.directory;
