package io.plumbline.standalone.simulator;

import java.util.ArrayList;
import java.util.List;

/**
 * How an AI tool's pull requests differ from people's: factors on the rates of {@link Rates}; 1 means no difference.
 *
 * @param size factor on the number of changed lines
 */
public record ToolEffect(
        double acceptance, double rework, double findings, double revert, double incident, double size) {

    public static final ToolEffect NONE = new ToolEffect(1, 1, 1, 1, 1, 1);

    /** Acceptance lower and everything unwanted higher by the same relative amount; 0.1 = ten per cent. */
    public static ToolEffect uniform(double relative) {
        return new ToolEffect(1 - relative, 1 + relative, 1 + relative, 1 + relative, 1 + relative, 1);
    }

    /** The part of the effect that reaches a change a person wrote with the tool's help. */
    ToolEffect diluted(double share) {
        return new ToolEffect(
                1 + (acceptance - 1) * share,
                1 + (rework - 1) * share,
                1 + (findings - 1) * share,
                1 + (revert - 1) * share,
                1 + (incident - 1) * share,
                1 + (size - 1) * share);
    }

    List<String> problems(String tool) {
        List<String> problems = new ArrayList<>();
        String name = "effects." + tool + ".";
        Rates.range(problems, name + "acceptance", acceptance, 0, 20);
        Rates.range(problems, name + "rework", rework, 0, 20);
        Rates.range(problems, name + "findings", findings, 0, 20);
        Rates.range(problems, name + "revert", revert, 0, 100);
        Rates.range(problems, name + "incident", incident, 0, 100);
        Rates.range(problems, name + "size", size, 0.01, 100);
        return problems;
    }
}
