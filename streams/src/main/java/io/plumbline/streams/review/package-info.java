/**
 * In: the text of a review comment and the account that wrote it. Out: what the text states (severity, category, agreement,
 * refusal, a summary, ..) and which tool is behind the account, by rules kept as data in {@code review-rules.yaml}, each
 * reviewer's comments by its own format.
 *
 * <p>Not here: what became of a comment ({@link io.plumbline.streams.suggestion}).
 */
package io.plumbline.streams.review;
