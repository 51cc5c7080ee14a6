package io.plumbline.streams.attribution.evaluation;

import io.plumbline.streams.attribution.evaluation.Answer.Truth;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Compares the rules with people's labels. Ambiguous subjects and applied review suggestions enter no figure; they are
 * listed. Counts are of distinct subjects unless a method says otherwise.
 */
public final class Evaluation {

    private final List<Answer> answers;

    public Evaluation(List<Answer> answers) {
        this.answers = List.copyOf(answers);
    }

    /** Told apart from people, whichever the tool. */
    public Score ai() {
        return ai(judged(), false);
    }

    /** The same with every subject as often as it occurs. */
    public Score aiByOccurrence() {
        return ai(judged(), true);
    }

    /** The same with applied review suggestions counted as missed, as a label "AI" on them would have it. */
    public Score aiWithAppliedSuggestions() {
        return ai(answers.stream().filter(answer -> answer.truth() != Truth.AMBIGUOUS), false);
    }

    /** People: not said to be AI. It is no claim that they wrote it without help. */
    public Score people() {
        var score = new Score(0, 0, 0);
        for (var answer : judged().toList()) {
            boolean person = answer.truth() == Truth.HUMAN;
            score = score.plus(one(person && !answer.ai()), one(!person && !answer.ai()), one(person && answer.ai()));
        }
        return score;
    }

    /** By tool; subjects whose label names a tool, or people. */
    public Map<String, Score> byTool() {
        var scores = new TreeMap<String, Score>();
        var none = new Score(0, 0, 0);
        for (var answer : judged().toList()) {
            var truth = answer.trueTool();
            var said = answer.ai() ? answer.tool() : null;
            if (truth == null && answer.truth() == Truth.AI) {
                continue;
            }
            boolean right = truth != null && truth.equals(said);
            if (truth != null) {
                scores.put(truth, scores.getOrDefault(truth, none).plus(one(right), 0, one(!right)));
            }
            if (said != null && !right) {
                scores.put(said, scores.getOrDefault(said, none).plus(0, 1, 0));
            }
        }
        return scores;
    }

    /** AI by label, nothing found. */
    public List<Answer> missed() {
        return where(answer -> answer.judged() && answer.truth() == Truth.AI && !answer.ai());
    }

    /** People by label, AI by the rules. */
    public List<Answer> peopleTakenForAi() {
        return where(answer -> answer.judged() && answer.truth() == Truth.HUMAN && answer.ai());
    }

    /** AI by both, of different tools. */
    public List<Answer> otherTool() {
        return where(answer -> answer.judged()
                && answer.truth() == Truth.AI
                && answer.ai()
                && answer.trueTool() != null
                && !answer.trueTool().equals(answer.tool()));
    }

    public List<Answer> ambiguous() {
        return where(answer -> answer.truth() == Truth.AMBIGUOUS);
    }

    public List<Answer> appliedSuggestions() {
        return where(answer -> answer.truth() != Truth.AMBIGUOUS && answer.appliedSuggestion());
    }

    /** All of it as text. */
    public String report() {
        var text = new StringBuilder(String.format(
                Locale.ROOT, "%-34s %5s %5s %5s  %9s %7s %7s%n", "", "TP", "FP", "FN", "precision", "recall", "F1"));
        row(text, "AI", ai());
        row(text, "AI, by occurrence", aiByOccurrence());
        if (!appliedSuggestions().isEmpty()) {
            row(text, "AI, applied suggestions as missed", aiWithAppliedSuggestions());
        }
        row(text, "no AI found", people());
        byTool().forEach((tool, score) -> row(text, tool, score));
        list(text, "missed", missed());
        list(text, "people taken for AI", peopleTakenForAi());
        list(text, "other tool", otherTool());
        list(text, "ambiguous, in no figure", ambiguous());
        list(text, "applied suggestions, in no figure", appliedSuggestions());
        return text.toString();
    }

    private static Score ai(Stream<Answer> answers, boolean byOccurrence) {
        var score = new Score(0, 0, 0);
        for (var answer : answers.toList()) {
            long weight = byOccurrence ? answer.count() : 1;
            boolean truth = answer.truth() == Truth.AI;
            score = score.plus(
                    weight * one(truth && answer.ai()),
                    weight * one(!truth && answer.ai()),
                    weight * one(truth && !answer.ai()));
        }
        return score;
    }

    private Stream<Answer> judged() {
        return answers.stream().filter(Answer::judged);
    }

    private List<Answer> where(Predicate<Answer> condition) {
        return answers.stream().filter(condition).toList();
    }

    private static long one(boolean holds) {
        return holds ? 1 : 0;
    }

    private static void row(StringBuilder text, String name, Score score) {
        text.append(String.format(
                Locale.ROOT,
                "%-34s %5d %5d %5d  %9s %7s %7s%n",
                name,
                score.truePositives(),
                score.falsePositives(),
                score.falseNegatives(),
                percent(score.precision()),
                percent(score.recall()),
                percent(score.f1())));
    }

    private static String percent(OptionalDouble share) {
        return share.isEmpty() ? "-" : String.format(Locale.ROOT, "%.1f %%", 100 * share.getAsDouble());
    }

    private static void list(StringBuilder text, String name, List<Answer> answers) {
        text.append(String.format(Locale.ROOT, "%s: %d%n", name, answers.size()));
        for (var answer : answers) {
            text.append(String.format(
                    Locale.ROOT,
                    "  %6d x %-60s %s%n",
                    answer.count(),
                    answer.subject(),
                    answer.ai() ? "we say " + answer.tool() + " (" + answer.why() + ")" : "we say unknown"));
        }
    }
}
