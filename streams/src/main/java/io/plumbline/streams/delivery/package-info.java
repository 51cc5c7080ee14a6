/**
 * In: what a source says of a deployment and of the pull requests in it. Out: whether it is production, whether it was
 * planned, which incident it answers, what a first deployment carries: by rules kept as data ({@code delivery-rules.yaml}).
 *
 * <p>Not here: which pull requests a deployment carries, and its place among others
 * ({@link io.plumbline.streams.deployment}).
 */
package io.plumbline.streams.delivery;
