package io.plumbline.dashboards.decision;

import java.util.List;
import java.util.Optional;

/**
 * Takes decisions and tells what is decided. Implemented where Kafka and the rules are; pages only know this.
 *
 * <p>Failure semantics: {@link DecisionRefusedException} with every reason when something cannot be decided so, or when
 * whoever has to keep it did not take it; nothing is decided then.
 */
public interface DecisionDesk {

    /** A pull request as pages know it. */
    record Target(String provider, String repo, int number) {

        public String words() {
            return repo + "#" + number;
        }
    }

    /**
     * Who decides and why; both are kept for ever.
     *
     * @param author login
     * @param reason not blank
     */
    record By(String author, String reason) {}

    /**
     * What becomes, or would become, different.
     *
     * @param changes a line each
     * @param warnings what should be looked at
     * @param nothing it is so already
     */
    record Outcome(List<String> changes, List<String> warnings, boolean nothing) {}

    /** Why nothing can be decided here, for the reader; empty = it can. */
    Optional<String> whyOff();

    /** @param tool empty for none */
    Outcome override(Target target, String origin, String tool, By by);

    /** The rules decide again. */
    Outcome clearOverride(Target target, By by);

    Outcome merge(List<String> accounts, By by);

    Outcome undoMerge(String link, By by);

    /** What publishing the directory would change; changes nothing. */
    Outcome previewDirectory(String yaml);

    Outcome publishDirectory(String yaml, By by);

    /** What is decided now. */
    DecisionBook book();

    /** Where nobody listens. */
    static DecisionDesk closed(String why) {
        return new ClosedDesk(why);
    }
}
