package io.plumbline.standalone.simulator;

import java.util.ArrayList;
import java.util.List;

/** Titles and files that fit the kind of task and the area of the code. */
final class TaskWords {
    private static final List<String> THINGS = List.of(
            "retry-policy",
            "rounding",
            "pagination",
            "cache-key",
            "audit-log",
            "rate-limit",
            "webhook-handler",
            "idempotency-key",
            "time-zone",
            "error-message",
            "feature-flag",
            "metrics",
            "csv-export",
            "filter",
            "null-check",
            "expiry",
            "connection-pool",
            "currency-format",
            "bulk-import",
            "health-check",
            "batching",
            "validation",
            "permissions",
            "sorting");
    private static final List<String> LIBRARIES = List.of(
            "lumen-http",
            "pebble-json",
            "quarry-sql",
            "tarn-log",
            "scree-test",
            "moss-crypto",
            "cairn-cli",
            "brook-stream",
            "ridge-cache",
            "fen-metrics");

    private TaskWords() {}

    static List<String> things() {
        return THINGS;
    }

    static String document(String area) {
        return "docs/" + area + ".md";
    }

    static String workflow(String area) {
        return ".github/workflows/" + area + ".yml";
    }

    static String thing(Dice dice) {
        return dice.fork("thing").pick(THINGS);
    }

    static String title(PullRequest pull, String thing) {
        Dice dice = pull.dice.fork("title");
        if (pull.byAutomation()) {
            String library = dice.pick(LIBRARIES);
            int major = dice.below(5);
            int minor = dice.below(20);
            return switch (pull.tool) {
                case RENOVATE -> "chore(deps): update dependency " + library + " to v" + major + "." + (minor + 1);
                case GITHUB_ACTIONS -> "chore: refresh generated " + pull.area + " client";
                default ->
                    "build(deps): bump " + library + " from " + major + "." + minor + ".0 to " + major + "."
                            + (minor + 1) + ".0";
            };
        }
        String pattern = dice.pick(patterns(pull.task));
        String words = fill(pattern, thing.replace('-', ' '), pull.area);
        boolean conventional = dice.chance(pull.byAgent() ? 0.6 : 0.75);
        return conventional
                ? pull.task.word() + "(" + pull.area + "): " + words
                : Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }

    /** The first gap is for the thing, the second for the area. */
    private static List<String> patterns(TaskType task) {
        return switch (task) {
            case FEAT -> List.of("add %s to the %s view", "support %s per tenant in %s", "introduce %s for %s");
            case FIX ->
                List.of(
                        "correct %s in %s",
                        "avoid a race in %s of %s", "handle empty input in %s of %s", "stop losing %s on retry of %s");
            case DOCS -> List.of("describe %s of %s", "explain how %s works in %s");
            case REFACTOR -> List.of("extract %s from %s", "simplify %s in %s", "move %s out of %s");
            case CHORE -> List.of("remove unused %s from %s", "tidy %s in %s");
            case TEST -> List.of("cover %s in %s", "add a regression test for %s of %s");
            case BUILD -> List.of("update the build for %s in %s", "pin the toolchain of %s in %s");
            case CI -> List.of("run the %s checks of %s in parallel", "cache the %s job of %s");
            case PERF -> List.of("speed up %s in %s", "batch the queries of %s in %s");
            case STYLE -> List.of("format %s in %s", "align names of %s in %s");
        };
    }

    private static String fill(String pattern, String first, String second) {
        int at = pattern.indexOf("%s");
        int next = pattern.indexOf("%s", at + 2);
        return pattern.substring(0, at)
                + first
                + pattern.substring(at + 2, next)
                + second
                + pattern.substring(next + 2);
    }

    /** At least one path; the first is the one the change is about. */
    static List<String> files(PullRequest pull, String thing) {
        Language language = pull.repository.language();
        Dice dice = pull.dice.fork("files");
        if (pull.byAutomation()) {
            return pull.tool == Tool.GITHUB_ACTIONS
                    ? List.of(language.source(pull.area, "generated-client"))
                    : List.of(language.build(), language.lock());
        }
        List<String> files = new ArrayList<>();
        switch (pull.task) {
            case DOCS -> files.add(document(pull.area));
            case BUILD -> files.add(language.build());
            case CI -> files.add(workflow(pull.area));
            case TEST -> files.add(language.test(pull.area, thing));
            default -> {
                files.add(language.source(pull.area, thing));
                if (dice.chance(0.7)) {
                    files.add(language.test(pull.area, thing));
                }
                int more = dice.poisson(1.6);
                for (int i = 0; i < more; i++) {
                    String area = dice.pick(pull.repository.areas());
                    String path = language.source(area, dice.pick(THINGS));
                    if (!files.contains(path)) {
                        files.add(path);
                    }
                }
            }
        }
        return List.copyOf(files);
    }
}
