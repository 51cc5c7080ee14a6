package io.plumbline.streams.rework;

import io.plumbline.schema.event.PullRequestEvent;
import io.plumbline.schema.fact.PullRequestCommits;
import io.plumbline.schema.fact.PullRequestFact;

/** What the story of a pull request is told of. */
sealed interface News {

    record OfFact(PullRequestFact fact) implements News {}

    /** @param commits null = none are known any more */
    record OfCommits(PullRequestCommits commits) implements News {}

    record OfEvent(PullRequestEvent event) implements News {}

    record OfErasure() implements News {}

    static News of(PullRequestFact fact) {
        return fact == null ? new OfErasure() : new OfFact(fact);
    }

    static News of(PullRequestCommits commits) {
        return new OfCommits(commits);
    }

    /** Of an erased event nothing is left to tell: the fact's erasure does. */
    static News of(PullRequestEvent event) {
        return event == null ? null : new OfEvent(event);
    }
}
