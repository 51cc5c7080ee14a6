package io.plumbline.dashboards.production;

import io.plumbline.dashboards.rights.Teams;
import io.plumbline.dashboards.web.Message;
import io.plumbline.dashboards.web.Paths;

/** What is said instead of a page. */
final class Refusals {

    private Refusals() {}

    static Message notStored(String what, String id) {
        return Message.of(
                "not-found",
                "No such " + what + " here",
                "Nothing is stored under " + id + ". Its events may still be on their way.",
                new Message.Link(Paths.PULL_REQUESTS, "All pull requests"));
    }

    static Message foreign(String what, Teams teams) {
        return Message.of(
                "refused",
                "Another team's " + what,
                "It belongs to a team that your account does not see. It sees " + teams.label() + ".",
                new Message.Link(Paths.PULL_REQUESTS, "Pull requests that you may see"));
    }
}
