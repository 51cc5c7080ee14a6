package io.plumbline.standalone.decision;

import io.plumbline.ingest.decision.Decision;
import java.util.List;
import java.util.Optional;

/**
 * What somebody is about to decide.
 *
 * @param decision empty when it is so already
 * @param changes what becomes different, a line each
 * @param warnings what should be looked at
 */
public record DecisionPlan(Optional<Decision> decision, List<String> changes, List<String> warnings) {

    static DecisionPlan nothing(String why) {
        return new DecisionPlan(Optional.empty(), List.of(why), List.of());
    }
}
