package io.plumbline.standalone.reconcile.recount;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Whether and when a pull request was pushed to after others had seen it, from columns that are already told. */
final class Changed {

    private Changed() {}

    static void tell(Map<String, Object> columns, List<Happening> pushes, List<Happening> approvals) {
        var firstByMachine = (Long) columns.get("first_bot_review_at");
        columns.put(
                "pushes_after_first_bot_review",
                pushes.stream()
                        .filter(push -> firstByMachine != null && push.at() > firstByMachine)
                        .count());
        var merged = (Long) columns.get("merged_at");
        // What never was ready was submitted only if it was merged all the same.
        var submitted = (Long) Objects.requireNonNullElse(
                columns.get("ready_at"), merged == null ? (Long) Long.MAX_VALUE : columns.get("opened_at"));
        var closed = (Long) columns.get("closed_at");
        columns.put(
                "changed_after_submission",
                pushes.stream().anyMatch(push -> push.at() > submitted && (closed == null || push.at() <= closed)));
        columns.put(
                "last_approved_at",
                approvals.stream()
                        .map(Happening::at)
                        .filter(at -> merged == null || at <= merged)
                        .reduce((earlier, later) -> later)
                        .orElse(null));
    }
}
