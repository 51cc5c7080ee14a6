package io.plumbline.standalone.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.plumbline.ingest.git.GitException;
import io.plumbline.ingest.git.NewRepository;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Writes a whole simulation into a folder; existing files of the same names are replaced. */
public final class SimulationFiles {
    /** GitHub deliveries, one a line, in order of time. */
    public static final String DELIVERIES = "deliveries.ndjson";
    /** PagerDuty v3 webhook bodies, one a line, in order of time. */
    public static final String INCIDENTS = "incidents.ndjson";
    /** {@link SimulationTruth}. */
    public static final String TRUTH = "truth.json";
    /** {@link PullRequestTruth}, one a line. */
    public static final String PULL_REQUESTS = "truth-pull-requests.ndjson";
    /** {@link CorrectionTruth}, one a line. */
    public static final String CORRECTIONS = "truth-corrections.ndjson";
    /** The team directory. */
    public static final String DIRECTORY = "directory.yaml";

    /** Bare git repositories of the simulated code, {@code <name>.git} each; only {@link #writeWithCode} writes them. */
    public static final String CODE = "git";
    /** Copilot's usage reports, one document a line; only {@link #writeWithCode} writes them. */
    public static final String COPILOT = "copilot-usage.ndjson";

    private SimulationFiles() {}

    /** What the vendors tell by webhook, the truth of it, and the directory. */
    public static SimulationTruth write(SimulationPlan plan, Path folder) throws IOException {
        Files.createDirectories(folder);
        SimulationTruth truth = play(plan, folder, change -> {});
        directory(plan, folder);
        return truth;
    }

    /**
     * The same, a git repository for each simulated one, and Copilot's usage reports. Without a git program all but the
     * repositories is written.
     *
     * @param warning told in a sentence why there are no repositories
     */
    public static SimulationTruth writeWithCode(SimulationPlan plan, Path folder, Consumer<String> warning)
            throws IOException {
        Files.createDirectories(folder);
        Map<String, List<MergedChange>> changes = new HashMap<>();
        SimulationTruth truth = play(plan, folder, change -> changes.computeIfAbsent(
                        change.repository().fullName(), name -> new ArrayList<>())
                .add(change));
        try (OutputStream out = open(folder.resolve(COPILOT))) {
            CopilotReport.write(plan, out);
        }
        try {
            for (Map.Entry<String, CodeHistory> history :
                    CodeHistory.of(plan, changes).entrySet()) {
                CodeHistory code = history.getValue();
                NewRepository.write(code(folder, history.getKey()), code.url(), code::writeTo);
            }
        } catch (GitException e) {
            warning.accept("No line histories: " + e.getMessage());
        }
        // Last: what is there when it is there is whole.
        directory(plan, folder);
        return truth;
    }

    /** The repositories that were written for the simulation in the folder: full name to clone, in the order of names. */
    public static Map<String, Path> code(Path folder) throws IOException {
        Map<String, Path> code = new TreeMap<>();
        for (JsonNode one :
                new ObjectMapper().readTree(folder.resolve(TRUTH).toFile()).path("repositories")) {
            String name = one.path("repository").asText();
            Path clone = code(folder, name.substring(name.indexOf('/') + 1));
            if (Files.isDirectory(clone)) {
                code.put(name, clone);
            }
        }
        return code;
    }

    private static Path code(Path folder, String name) {
        return folder.resolve(CODE).resolve(name + ".git");
    }

    private static void directory(SimulationPlan plan, Path folder) throws IOException {
        try (Writer out = Files.newBufferedWriter(folder.resolve(DIRECTORY), StandardCharsets.UTF_8)) {
            DirectoryYaml.write(plan, out);
        }
    }

    private static SimulationTruth play(SimulationPlan plan, Path folder, Consumer<MergedChange> merges)
            throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        SimulationTruth truth;
        try (OutputStream deliveries = open(folder.resolve(DELIVERIES));
                OutputStream incidents = open(folder.resolve(INCIDENTS));
                OutputStream pulls = open(folder.resolve(PULL_REQUESTS));
                OutputStream corrections = open(folder.resolve(CORRECTIONS))) {
            truth = Simulator.run(
                    plan,
                    new DeliverySink() {
                        @Override
                        public void delivery(Delivery delivery) throws IOException {
                            delivery.writeLine(deliveries);
                        }

                        @Override
                        public void incident(IncidentEvent event) throws IOException {
                            incidents.write(event.body());
                            incidents.write('\n');
                        }

                        @Override
                        public void pullRequest(PullRequestTruth pull) throws IOException {
                            pulls.write(mapper.writeValueAsBytes(pull));
                            pulls.write('\n');
                        }

                        @Override
                        public void correction(CorrectionTruth correction) throws IOException {
                            corrections.write(mapper.writeValueAsBytes(correction));
                            corrections.write('\n');
                        }
                    },
                    merges);
        }
        try (OutputStream out = open(folder.resolve(TRUTH))) {
            truth.writeTo(out);
        }
        return truth;
    }

    private static OutputStream open(Path file) throws IOException {
        return new BufferedOutputStream(Files.newOutputStream(file), 1 << 16);
    }
}
