package io.plumbline.standalone.simulator;

import java.util.List;

/**
 * One repository and its habits.
 *
 * @param areas what the code is about: scopes of titles, folders of files
 * @param difficulty log odds taken from the acceptance of every pull request
 * @param share weight among its team's repositories
 * @param reviewers AI reviewers switched on
 * @param deploys whether its main branch is released to production as a service
 * @param staging whether a release goes through a staging environment first
 */
record Repository(
        String owner,
        long ownerId,
        long id,
        String name,
        String team,
        Language language,
        List<String> areas,
        double difficulty,
        double share,
        List<AiReviewer> reviewers,
        boolean deploys,
        boolean staging,
        boolean squash,
        String serviceId) {

    String fullName() {
        return owner + "/" + name;
    }

    String url() {
        return "https://github.com/" + fullName();
    }

    String api() {
        return "https://api.github.com/repos/" + fullName();
    }
}
