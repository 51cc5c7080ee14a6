package io.plumbline.streams.attribution;

/** A commit that carries a reviewer's suggestion: acceptance of the review, not authorship of the pull request. */
public record AppliedSuggestion(KnownReviewer reviewer, String sha) {}
