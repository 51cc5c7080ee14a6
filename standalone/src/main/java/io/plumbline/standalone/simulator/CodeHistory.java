package io.plumbline.standalone.simulator;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The main branch of one repository as commands of {@code git fast-import}: code that was there, then one commit for each
 * merged pull request.
 *
 * <p>A commit adds exactly the lines that its pull request's deliveries say, and removes as many, unless its files have
 * fewer. What it removes: a revert or hotfix first the lines of what it mends; else, with the probability {@link #FIX_AIM} or
 * {@link #OTHER_AIM}, code of the last {@link #YOUNG_DAYS} days, in proportion to the plan's effect of the tool on rework
 * ({@link ToolEffect#rework}, 1 for people); else lines anywhere in the file.
 */
final class CodeHistory {
    /** As long as a later fix counts as a correction. */
    static final int YOUNG_DAYS = 30;
    /** Half of what fixes remove is recent; ours to choose, as the effects of the tools are. */
    static final double FIX_AIM = 0.5;

    static final double OTHER_AIM = 0.2;
    static final int OLD_CODE_DAYS = 60;
    static final String OLD_CODE = "Take over the code as it is";

    private static final long DAY = 86_400;
    private static final String BRANCH = "refs/heads/main";

    private final Repository repository;
    private final Account founder;
    private final List<MergedChange> changes;
    private final long from;
    private final Dice dice;
    private final SourceLines text;
    private final Map<String, CodeFile> files = new HashMap<>();
    private final Map<Integer, Integer> byNumber = new HashMap<>();

    /**
     * @param changes in the order of their merges
     * @param dice of the repository
     */
    CodeHistory(Repository repository, Account founder, List<MergedChange> changes, long from, Dice dice) {
        this.repository = repository;
        this.founder = founder;
        this.changes = changes;
        this.from = from;
        this.dice = dice;
        this.text = new SourceLines(dice.fork("text"));
    }

    void writeTo(OutputStream out) throws IOException {
        Set<String> old = oldPaths();
        for (String path : old) {
            int lines = 30 + dice.fork("old").fork(path).below(100);
            edit(path, -1, lines, 0, dice);
        }
        commit(out, founder, from - OLD_CODE_DAYS * DAY, OLD_CODE, old);
        for (int i = 0; i < changes.size(); i++) {
            MergedChange change = changes.get(i);
            byNumber.put(change.number(), i);
            Set<String> touched = apply(i, change, dice.fork("change", change.number()));
            commit(out, change.author(), change.at(), change.message(), touched);
        }
    }

    /** Of most things the source and a test; of each area a document and a workflow; the build and its lock file. */
    private Set<String> oldPaths() {
        Language language = repository.language();
        Set<String> paths = new TreeSet<>(List.of(language.build(), language.lock()));
        for (String area : repository.areas()) {
            paths.add(TaskWords.document(area));
            paths.add(TaskWords.workflow(area));
            for (String thing : TaskWords.things()) {
                Dice own = dice.fork("there").fork(area + "/" + thing);
                if (own.chance(0.75)) {
                    paths.add(language.source(area, thing));
                }
                if (own.chance(0.7)) {
                    paths.add(language.test(area, thing));
                }
            }
        }
        return paths;
    }

    private Set<String> apply(int index, MergedChange change, Dice own) {
        List<String> paths = change.files();
        int[] additions = split(change.additions(), paths.size(), own.fork("additions"));
        int[] deletions = split(change.deletions(), paths.size(), own.fork("deletions"));
        fit(deletions, paths);
        Set<String> touched = new LinkedHashSet<>();
        for (int i = 0; i < additions.length; i++) {
            if (additions[i] + deletions[i] > 0) {
                edit(paths.get(i), index, additions[i], deletions[i], own.fork("lines", i));
                touched.add(paths.get(i));
            }
        }
        return touched;
    }

    /** The first file is what the change is about: it gets about three times as much as each of the others. */
    private static int[] split(int lines, int parts, Dice dice) {
        double[] weights = new double[parts];
        double sum = 0;
        for (int i = 0; i < parts; i++) {
            weights[i] = (i == 0 ? 3 : 1) * (0.5 + dice.unit());
            sum += weights[i];
        }
        int[] split = new int[parts];
        int left = lines;
        for (int i = parts - 1; i > 0; i--) {
            split[i] = (int) (lines * weights[i] / sum);
            left -= split[i];
        }
        split[0] = left;
        return split;
    }

    /** No file loses more lines than it has; the others lose them instead, as far as they can. */
    private void fit(int[] deletions, List<String> paths) {
        int over = 0;
        for (int i = 0; i < deletions.length; i++) {
            int most = size(paths.get(i));
            over += StrictMath.max(0, deletions[i] - most);
            deletions[i] = StrictMath.min(deletions[i], most);
        }
        for (int i = 0; i < deletions.length && over > 0; i++) {
            int more = StrictMath.min(over, size(paths.get(i)) - deletions[i]);
            deletions[i] += more;
            over -= more;
        }
    }

    private int size(String path) {
        CodeFile file = files.get(path);
        return file == null ? 0 : file.size();
    }

    private void edit(String path, int index, int additions, int deletions, Dice own) {
        files.computeIfAbsent(path, CodeFile::new).edit(index, additions, deletions, choice(index), own, text::next);
    }

    private CodeFile.Choice choice(int index) {
        if (index < 0) {
            return new CodeFile.Choice(-1, 0, change -> 0);
        }
        MergedChange now = changes.get(index);
        int mended = now.mends() == 0 ? -1 : byNumber.getOrDefault(now.mends(), -1);
        return new CodeFile.Choice(mended, now.fix() ? FIX_AIM : OTHER_AIM, change -> {
            boolean young = change >= 0 && now.at() - changes.get(change).at() <= YOUNG_DAYS * DAY;
            return young ? changes.get(change).fragility() : 0;
        });
    }

    private void commit(OutputStream out, Account author, long at, String message, Set<String> touched)
            throws IOException {
        line(out, "commit " + BRANCH);
        line(out, "author " + author.name() + " <" + author.email() + "> " + at + " +0000");
        line(out, "committer " + Account.WEB_FLOW.name() + " <" + Account.WEB_FLOW.email() + "> " + at + " +0000");
        data(out, (message + "\n").getBytes(StandardCharsets.UTF_8));
        for (String path : touched) {
            line(out, "M 100644 inline " + path);
            data(out, files.get(path).content());
        }
    }

    private static void data(OutputStream out, byte[] bytes) throws IOException {
        line(out, "data " + bytes.length);
        out.write(bytes);
        out.write('\n');
    }

    private static void line(OutputStream out, String text) throws IOException {
        out.write((text + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /** Of each repository of the plan, in the order of their names; {@code changes} by full name of the repository. */
    static Map<String, CodeHistory> of(SimulationPlan plan, Map<String, List<MergedChange>> changes) {
        Map<String, CodeHistory> histories = new TreeMap<>();
        Dice dice = Dice.of(plan.seed()).fork("code");
        for (Team team : Organisation.of(plan).teams()) {
            for (Repository repository : team.repositories()) {
                List<MergedChange> merged = changes.getOrDefault(repository.fullName(), List.of());
                Account founder = team.people().get(0).account();
                histories.put(
                        repository.name(),
                        new CodeHistory(
                                repository,
                                founder,
                                new ArrayList<>(merged),
                                plan.from().getEpochSecond(),
                                dice.fork("repository", repository.id())));
            }
        }
        return histories;
    }

    String url() {
        return repository.url() + ".git";
    }
}
