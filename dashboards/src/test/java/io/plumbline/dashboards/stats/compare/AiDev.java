package io.plumbline.dashboards.stats.compare;

import io.plumbline.dashboards.stats.Share;
import io.plumbline.testing.CsvFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Assumptions;

/**
 * Figures of AIDev-pop: the published table of merged % by task type (metrics.md 8.5) as counts, and the pull requests of
 * the agents whose files are beside the checkout.
 */
final class AiDev {

    private AiDev() {}

    /**
     * The table of metrics.md 8.5, "type | human % (n) | Codex % (n) | Devin % (n) | Copilot % (n)". It prints percentages with
     * two digits; counts are round(% · n), which gives back each printed percentage.
     */
    private static final String MERGED_BY_TASK_TYPE = """
            feat     73.48 1946  48.95 762  50.31 978  34.56 434
            fix      82.40 1778  65.25 731  37.75 747  34.20 617
            docs     76.49 519   88.64 572  66.67 327  57.64 144
            refactor 78.32 369   61.78 191  54.04 285  50.00 76
            chore    78.98 847   78.87 71   47.93 169  46.15 26
            test     68.85 183   62.20 246  54.22 83   25.00 64
            build    73.45 614   62.79 43   49.02 51   45.10 51
            ci       82.00 100   63.33 30   53.57 28   80.95 21
            perf     64.77 88    50.00 16   33.33 45   28.57 21
            style    89.83 59    72.73 22   58.33 12   60.00 5
            other    53.91 115   0.00 2     25.00 4    0.00 3
            """;

    static Map<String, Share> human() {
        return column(0);
    }

    static Map<String, Share> codex() {
        return column(1);
    }

    static Map<String, Share> devin() {
        return column(2);
    }

    static Map<String, Share> copilot() {
        return column(3);
    }

    /** Pull requests by task type of the human group: the reference mix. */
    static Map<String, Long> humanMix() {
        var mix = new TreeMap<String, Long>();
        human().forEach((type, share) -> mix.put(type, share.denominator()));
        return mix;
    }

    static Map<String, Arms> codexAgainstDevin() {
        var strata = new TreeMap<String, Arms>();
        codex().forEach((type, share) -> strata.put(type, new Arms(share, devin().get(type))));
        return strata;
    }

    static Share total(Map<String, Share> shares) {
        return shares.values().stream().reduce(new Share(0, 0), Share::plus);
    }

    private static Map<String, Share> column(int group) {
        var shares = new TreeMap<String, Share>();
        MERGED_BY_TASK_TYPE.lines().map(line -> line.split("\\s+")).forEach(cells -> {
            double percent = Double.parseDouble(cells[1 + 2 * group]);
            long n = Long.parseLong(cells[2 + 2 * group]);
            shares.put(cells[0], new Share(Math.round(percent * n / 100), n));
        });
        return shares;
    }

    /** A row of prs.csv, times of which may be empty. */
    record PullRequest(String repository, Instant created, String mergedAt, String closedAt) {

        boolean isMerged() {
            return !mergedAt.isEmpty();
        }

        double hoursToMerge() {
            return Duration.between(created, Instant.parse(mergedAt)).toSeconds() / 3600.0;
        }
    }

    /** The agent's pull requests; the calling test is reported as skipped where the files are not beside the checkout. */
    static List<PullRequest> pullRequests(String agent) {
        var file = Path.of(System.getProperty("plumbline.root", ".."))
                .resolve("../shared/data/aidev/AIDev-pop")
                .resolve(agent)
                .resolve("prs.csv")
                .normalize();
        Assumptions.assumeTrue(Files.exists(file), "skipped: no AIDev data at " + file);
        return CsvFile.rows(file).stream()
                .map(row -> new PullRequest(
                        row.get("repo_url"),
                        Instant.parse(row.get("created_at")),
                        row.get("merged_at"),
                        row.get("closed_at")))
                .toList();
    }

    static Map<String, Share> mergedByRepository(List<PullRequest> rows) {
        var clusters = new LinkedHashMap<String, Share>();
        for (var row : rows) {
            clusters.merge(row.repository(), new Share(row.isMerged() ? 1 : 0, 1), Share::plus);
        }
        return clusters;
    }

    static double[] hoursToMerge(List<PullRequest> rows) {
        return rows.stream()
                .filter(PullRequest::isMerged)
                .mapToDouble(PullRequest::hoursToMerge)
                .toArray();
    }
}
