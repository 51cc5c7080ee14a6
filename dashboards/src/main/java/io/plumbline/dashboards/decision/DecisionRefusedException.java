package io.plumbline.dashboards.decision;

import java.util.List;

/** Something cannot be decided so; nothing was. */
public final class DecisionRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;

    /** @param problems for the reader, at least one */
    public DecisionRefusedException(List<String> problems) {
        super(String.join("; ", problems));
        this.problems = List.copyOf(problems);
    }

    public List<String> problems() {
        return problems == null ? List.of(getMessage()) : problems;
    }
}
