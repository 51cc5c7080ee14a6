package io.plumbline.streams.attribution;

/**
 * A machine that reviews. Its co-author trailer says that a suggestion of its review was applied.
 *
 * @param id null when the rules name it by login alone
 * @param tool id in the tool catalogue; null when the rules do not say
 */
public record KnownReviewer(String login, Long id, String tool) {}
