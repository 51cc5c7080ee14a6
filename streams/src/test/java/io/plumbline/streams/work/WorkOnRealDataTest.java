package io.plumbline.streams.work;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.streams.SharedData;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Our task types beside the labels a language model gave to the 2,931 pull requests of AIDev. Its reasons
 * quote bodies and changes; our rules had the title only, the data hold neither labels nor paths. The weights of the word rules were set on
 * Cursor, Claude Code and the even ids of Codex; the odd ids of Codex were never looked at.
 */
class WorkOnRealDataTest {

    private static final List<String> TYPES =
            List.of("feat", "fix", "docs", "refactor", "chore", "test", "build", "ci", "perf", "style", "other");

    private record Labelled(String agent, boolean heldOut, String title, String theirs, Work ours, boolean merged) {}

    private static List<Labelled> labelled() {
        var all = new ArrayList<Labelled>();
        for (var agent : List.of("OpenAI_Codex", "Cursor", "Claude_Code")) {
            var theirs = new HashMap<String, String>();
            for (var row : SharedData.csv("aidev/AIDev-pop/" + agent + "/gpt_conventional_commits.csv")) {
                theirs.put(row.get("id"), row.get("type"));
            }
            for (var row : SharedData.csv("aidev/AIDev-pop/" + agent + "/prs.csv")) {
                var title = row.get("title");
                all.add(new Labelled(
                        agent,
                        agent.equals("OpenAI_Codex") && Long.parseLong(row.get("id")) % 2 == 1,
                        title,
                        theirs.get(row.get("id")),
                        WorkRules.standard().of(title, List.of(), List.of()),
                        !row.get("merged_at").isEmpty()));
            }
        }
        return all;
    }

    @Test
    void theRulesAgreeWithTheLabelsOfAModel() {
        var developed = new Agreement();
        var heldOut = new Agreement();
        var heldOutWithPrefix = new Agreement();
        var heldOutWithout = new Agreement();
        var withPrefix = new Agreement();
        var without = new Agreement();
        var everything = new Agreement();

        for (var one : labelled()) {
            boolean prefix = "title".equals(one.ours().source());
            for (var to : List.of(
                    everything,
                    one.heldOut() ? heldOut : developed,
                    prefix ? withPrefix : without,
                    !one.heldOut() ? new Agreement() : prefix ? heldOutWithPrefix : heldOutWithout)) {
                to.add(one.theirs(), one.ours().type());
            }
        }

        System.out.print("Task types: our rules (title only) beside the labels of AIDev\n"
                + developed.line("developed on")
                + heldOut.line("held out")
                + heldOutWithPrefix.line("held out, conventional title")
                + heldOutWithout.line("held out, any other title")
                + everything.line("all")
                + withPrefix.line("all, conventional title")
                + without.line("all, any other title")
                + "held out:\n" + heldOut.perType() + heldOut.bigConfusions(8));
        assertThat(everything.size()).isEqualTo(2931);
        assertThat(heldOut.share()).as("agreement on titles never looked at").isGreaterThan(0.79);
        assertThat(heldOut.kappa()).isGreaterThan(0.74);
        assertThat(heldOutWithPrefix.share()).isGreaterThan(0.95);
        assertThat(developed.share() - heldOut.share())
                .as("more agreement where we looked means rules made for those titles")
                .isLessThan(0.05);
    }

    @Test
    void mergedSharesByTaskTypeAreThePublishedOnes() {
        var byTheirs = new TreeMap<String, Map<String, int[]>>();
        var byOurs = new TreeMap<String, Map<String, int[]>>();

        for (var one : labelled()) {
            count(byTheirs, one, one.theirs());
            count(byOurs, one, one.ours().type());
        }

        var text = new StringBuilder("Merged % by task type (n): labels of AIDev | our rules\n");
        for (var agent : byTheirs.keySet()) {
            for (var type : TYPES) {
                text.append(String.format(
                        Locale.ROOT,
                        "%-13s %-9s %14s | %14s%n",
                        agent,
                        type,
                        cell(byTheirs.get(agent).get(type)),
                        cell(byOurs.get(agent).get(type))));
            }
        }
        System.out.print(text);
        assertThat(cells(byTheirs.get("OpenAI_Codex")))
                .containsExactly(
                        "48.95 (762)",
                        "65.25 (731)",
                        "88.64 (572)",
                        "61.78 (191)",
                        "78.87 (71)",
                        "62.20 (246)",
                        "62.79 (43)",
                        "63.33 (30)",
                        "50.00 (16)",
                        "72.73 (22)",
                        "0.00 (2)");
        assertThat(cells(byTheirs.get("Cursor")))
                .containsExactly(
                        "48.33 (60)",
                        "52.00 (50)",
                        "60.00 (10)",
                        "25.00 (4)",
                        "83.33 (6)",
                        "25.00 (4)",
                        "60.00 (5)",
                        "-",
                        "100.00 (1)",
                        "100.00 (2)",
                        "0.00 (2)");
        assertThat(cells(byTheirs.get("Claude_Code")))
                .containsExactly(
                        "44.00 (50)",
                        "36.84 (19)",
                        "85.71 (14)",
                        "55.56 (9)",
                        "100.00 (1)",
                        "66.67 (3)",
                        "100.00 (3)",
                        "50.00 (2)",
                        "-",
                        "-",
                        "-");
    }

    private static void count(Map<String, Map<String, int[]>> table, Labelled one, String type) {
        var cell = table.computeIfAbsent(one.agent(), agent -> new HashMap<>()).computeIfAbsent(type, t -> new int[2]);
        cell[0] += one.merged() ? 1 : 0;
        cell[1]++;
    }

    private static List<String> cells(Map<String, int[]> row) {
        return TYPES.stream().map(type -> cell(row.get(type))).toList();
    }

    private static String cell(int[] merged) {
        return merged == null ? "-" : String.format(Locale.ROOT, "%.2f (%d)", 100.0 * merged[0] / merged[1], merged[1]);
    }
}
