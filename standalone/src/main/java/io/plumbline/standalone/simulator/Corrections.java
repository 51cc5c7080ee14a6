package io.plumbline.standalone.simulator;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Tells what each merge corrects, from the files the simulator gave its pull requests; remembers 30 days of merges. */
final class Corrections {
    private static final long WINDOW = 30 * 86_400L;

    private record Merged(int number, long at, List<String> files) {}

    private final DeliverySink sink;
    private final Map<String, ArrayDeque<Merged>> recent = new HashMap<>();

    Corrections(DeliverySink sink) {
        this.sink = sink;
    }

    void merged(PullRequest pull, long at) throws IOException {
        ArrayDeque<Merged> before = recent.computeIfAbsent(pull.repository.fullName(), name -> new ArrayDeque<>());
        while (!before.isEmpty() && before.peekFirst().at() < at - WINDOW) {
            before.removeFirst();
        }
        if (mends(pull)) {
            for (Merged earlier : before) {
                boolean names = pull.other != null
                        && pull.other.number == earlier.number()
                        && pull.kind != PullRequest.Kind.SUCCESSOR;
                if (earlier.at() < at && (names || share(pull, earlier.files()))) {
                    sink.correction(new CorrectionTruth(
                            pull.repository.fullName(),
                            earlier.number(),
                            pull.number,
                            pull.kind == PullRequest.Kind.REVERT ? "revert" : "fix",
                            names,
                            at - earlier.at()));
                }
            }
        }
        before.addLast(new Merged(pull.number, at, written(pull)));
    }

    static boolean mends(PullRequest pull) {
        return !pull.byAutomation() && pull.task == TaskType.FIX;
    }

    private static boolean share(PullRequest pull, List<String> files) {
        return written(pull).stream().anyMatch(files::contains);
    }

    private static List<String> written(PullRequest pull) {
        Language language = pull.repository.language();
        return pull.files.stream().filter(file -> !language.generated(file)).toList();
    }
}
