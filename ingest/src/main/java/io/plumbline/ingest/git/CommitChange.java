package io.plumbline.ingest.git;

import java.util.List;

/**
 * What a commit did to lines.
 *
 * @param files at most {@link Replay#MOST_FILES}
 * @param removed equals the sum of ended
 * @param undoes index of the commit whose change it takes back exactly; -1 = none
 */
record CommitChange(List<FileChange> files, int born, int removed, List<Ended> ended, int undoes) {

    record FileChange(
            String path, String oldPath, String change, String kind, int additions, int deletions, int reformatted) {}

    /** @param owner index of the commit that had written them */
    record Ended(int owner, int lines) {}
}
