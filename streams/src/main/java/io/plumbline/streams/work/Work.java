package io.plumbline.streams.work;

import java.util.List;

/**
 * What a pull request was about.
 *
 * @param type feat, fix, docs, test, refactor, perf, build, ci, chore, style, revert, other
 * @param source what decided the type: title, label, paths, words; null when nothing did and the type is other
 * @param areas sorted; empty when the paths are unknown or in no area
 */
public record Work(String type, String source, List<String> areas) {}
