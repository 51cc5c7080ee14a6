package io.plumbline.standalone.simulator;

import java.util.ArrayList;
import java.util.List;

/** A repository as it stands: its last number, the head of its main branch, what waits to be deployed. */
final class Mainline {
    final Team team;
    final Repository repository;
    final Dice dice;
    int lastNumber;
    String head;
    String deployedSha;
    String previousSha;
    long liveDeployment;
    long liveSince;
    final List<PullRequest> waiting = new ArrayList<>();
    int deployments;
    int successful;
    int failed;
    int rollbacks;
    int hotfixes;
    int staging;
    int incidents;

    Mainline(Team team, Repository repository, Dice dice) {
        this.team = team;
        this.repository = repository;
        this.dice = dice;
        this.head = dice.fork("root").hex(40);
        this.deployedSha = head;
        this.previousSha = head;
    }

    SimulationTruth.RepositoryTruth truth() {
        return new SimulationTruth.RepositoryTruth(
                repository.fullName(),
                team.id(),
                StrictMath.rint(repository.difficulty() * 1e6) / 1e6,
                repository.reviewers().stream().map(AiReviewer::id).toList(),
                deployments,
                successful,
                failed,
                rollbacks,
                hotfixes,
                staging,
                incidents);
    }
}
