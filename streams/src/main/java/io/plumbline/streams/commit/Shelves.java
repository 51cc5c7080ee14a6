package io.plumbline.streams.commit;

/** All that is stored of all repositories. */
record Shelves(
        Shelf<CommitBranch> branches,
        Shelf<CommitText> texts,
        Shelf<CommitClaims> claims,
        Shelf<CommitUses> uses,
        Shelf<CommitStatements> statements) {}
