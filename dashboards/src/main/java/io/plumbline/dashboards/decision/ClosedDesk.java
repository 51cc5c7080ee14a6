package io.plumbline.dashboards.decision;

import java.util.List;
import java.util.Optional;

/** Says why nothing can be decided. */
record ClosedDesk(String why) implements DecisionDesk {

    @Override
    public Optional<String> whyOff() {
        return Optional.of(why);
    }

    @Override
    public Outcome override(Target target, String origin, String tool, By by) {
        throw refusal();
    }

    @Override
    public Outcome clearOverride(Target target, By by) {
        throw refusal();
    }

    @Override
    public Outcome merge(List<String> accounts, By by) {
        throw refusal();
    }

    @Override
    public Outcome undoMerge(String link, By by) {
        throw refusal();
    }

    @Override
    public Outcome previewDirectory(String yaml) {
        throw refusal();
    }

    @Override
    public Outcome publishDirectory(String yaml, By by) {
        throw refusal();
    }

    @Override
    public DecisionBook book() {
        return DecisionBook.NOTHING;
    }

    private DecisionRefusedException refusal() {
        return new DecisionRefusedException(List.of(why));
    }
}
