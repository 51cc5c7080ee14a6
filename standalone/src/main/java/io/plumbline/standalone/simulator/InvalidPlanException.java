package io.plumbline.standalone.simulator;

import java.util.List;

/** The plan cannot be simulated; names every problem, not only the first. */
public final class InvalidPlanException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    @SuppressWarnings("serial") // Lists from List.copyOf are serialisable.
    private final List<String> problems;

    InvalidPlanException(List<String> problems) {
        super(String.join("; ", problems));
        this.problems = List.copyOf(problems);
    }

    public List<String> problems() {
        return problems;
    }
}
