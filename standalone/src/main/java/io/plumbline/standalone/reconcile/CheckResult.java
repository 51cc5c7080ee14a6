package io.plumbline.standalone.reconcile;

import java.time.Duration;
import java.util.List;

/**
 * What one check found.
 *
 * @param compared cells or facts
 * @param withCommits facts among them that were compared including what their known commits say
 * @param differences how many there are
 * @param listed the first of them
 * @param reconciled false: there is no second computation, so nothing was compared
 */
public record CheckResult(
        String check,
        long compared,
        long withCommits,
        long differences,
        List<Difference> listed,
        Duration took,
        boolean reconciled) {

    public CheckResult {
        listed = List.copyOf(listed);
    }

    static CheckResult notReconciled(String check) {
        return new CheckResult(check, 0, 0, 0, List.of(), Duration.ZERO, false);
    }
}
