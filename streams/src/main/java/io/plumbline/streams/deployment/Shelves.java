package io.plumbline.streams.deployment;

/** All that is stored of all repositories of a task. */
record Shelves(Shelf<DeploymentHistory> deployments, Shelf<CommitNode> commits, Shelf<MergedPull> pulls, Index index) {}
