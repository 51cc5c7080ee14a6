package io.plumbline.streams.attribution.evaluation;

import java.util.OptionalDouble;

/** Plain counts of one class or tool; a ratio without a denominator is empty. */
public record Score(long truePositives, long falsePositives, long falseNegatives) {

    /** Of what we said, how much is so. */
    public OptionalDouble precision() {
        return ratio(truePositives, truePositives + falsePositives);
    }

    /** Of what is so, how much we said. */
    public OptionalDouble recall() {
        return ratio(truePositives, truePositives + falseNegatives);
    }

    /** Harmonic mean of the two: 2 TP / (2 TP + FP + FN). */
    public OptionalDouble f1() {
        return ratio(2 * truePositives, 2 * truePositives + falsePositives + falseNegatives);
    }

    Score plus(long truePositive, long falsePositive, long falseNegative) {
        return new Score(truePositives + truePositive, falsePositives + falsePositive, falseNegatives + falseNegative);
    }

    private static OptionalDouble ratio(long numerator, long denominator) {
        return denominator == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) numerator / denominator);
    }
}
