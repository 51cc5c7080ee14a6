package io.plumbline.standalone.simulator;

/** An incident of one service, with its true cause. */
final class Incident {
    final String id;
    final int number;
    final Repository repository;
    final String title;
    final String priority;
    final long triggeredAt;
    /** Null when no change caused it. */
    final PullRequest cause;

    final long deploymentId;
    final Account responder;
    String mitigation = "none";
    boolean causeStated;
    long resolvedAt;
    /** What was in production when it began; 0 when nothing was. */
    long liveDeployment;

    long liveSince;
    /** When the rollback or hotfix deployment was begun; 0 when there was none. */
    long mitigatedAt;

    Incident(
            String id,
            int number,
            Repository repository,
            String title,
            String priority,
            long triggeredAt,
            PullRequest cause,
            long deploymentId,
            Account responder) {
        this.id = id;
        this.number = number;
        this.repository = repository;
        this.title = title;
        this.priority = priority;
        this.triggeredAt = triggeredAt;
        this.cause = cause;
        this.deploymentId = deploymentId;
        this.responder = responder;
    }
}
