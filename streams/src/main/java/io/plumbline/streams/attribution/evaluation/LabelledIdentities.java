package io.plumbline.streams.attribution.evaluation;

import io.plumbline.schema.fact.PullRequestCommit;
import io.plumbline.streams.attribution.Attribution;
import io.plumbline.streams.attribution.BodyEvidence;
import io.plumbline.streams.attribution.Signs;
import io.plumbline.streams.attribution.evaluation.Answer.Truth;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Identities as they stand in commits, with a person's label: tab-separated columns count, kind (author or trailer:key),
 * identity ("name &lt;mail&gt;" or the trailer's value), tool and class (ai, human, ambiguous), first line their names.
 */
public final class LabelledIdentities {

    private static final Pattern PERSON = Pattern.compile("^(.*?)\\s*<([^<>]*)>$");

    private LabelledIdentities() {}

    /**
     * @param tools the labels' names of tools to ids of the catalogue; names that are missing are not judged by tool
     * @throws IllegalArgumentException when a line is not of that form; the message names the line
     */
    public static Evaluation evaluate(List<String> lines, Attribution attribution, Map<String, String> tools) {
        var answers = new ArrayList<Answer>();
        for (int i = 1; i < lines.size(); i++) {
            if (lines.get(i).isBlank()) {
                continue;
            }
            var cells = lines.get(i).split("\t", -1);
            try {
                var truth = Truth.valueOf(cells[4].strip().toUpperCase(Locale.ROOT));
                var commit = attribution.readCommit(commit(cells[1], cells[2]));
                var authorship =
                        attribution.decide(new Signs(null, null, BodyEvidence.NONE, List.of(), List.of(commit)));
                answers.add(Answer.of(
                        cells[1] + " " + cells[2],
                        Long.parseLong(cells[0].strip()),
                        truth,
                        truth == Truth.AI ? tools.get(cells[3]) : null,
                        authorship));
            } catch (ArrayIndexOutOfBoundsException | IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        "Line " + (i + 1) + " is not of the form count, author or trailer:key, identity, tool, class: "
                                + lines.get(i),
                        e);
            }
        }
        return new Evaluation(answers);
    }

    private static PullRequestCommit commit(String kind, String identity) {
        var commit = PullRequestCommit.newBuilder()
                .setSha("labelled")
                .setAt(Instant.EPOCH)
                .setFiles(List.of())
                .setSessions(List.of());
        if (kind.equals("author")) {
            var person = PERSON.matcher(identity);
            return person.matches()
                    ? commit.setMessage("Change")
                            .setAuthorName(person.group(1))
                            .setAuthorEmail(person.group(2))
                            .build()
                    : commit.setMessage("Change").setAuthorName(identity).build();
        }
        if (!kind.startsWith("trailer:")) {
            throw new IllegalArgumentException(kind);
        }
        return commit.setMessage("Change\n\n" + kind.substring("trailer:".length()) + ": " + identity)
                .build();
    }
}
