package io.plumbline.standalone.simulator;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

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

    private SimulationFiles() {}

    public static SimulationTruth write(SimulationPlan plan, Path folder) throws IOException {
        Files.createDirectories(folder);
        ObjectMapper mapper = new ObjectMapper();
        SimulationTruth truth;
        try (OutputStream deliveries = open(folder.resolve(DELIVERIES));
                OutputStream incidents = open(folder.resolve(INCIDENTS));
                OutputStream pulls = open(folder.resolve(PULL_REQUESTS));
                OutputStream corrections = open(folder.resolve(CORRECTIONS))) {
            truth = Simulator.run(plan, new DeliverySink() {
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
            });
        }
        try (OutputStream out = open(folder.resolve(TRUTH))) {
            truth.writeTo(out);
        }
        try (Writer out = Files.newBufferedWriter(folder.resolve(DIRECTORY), StandardCharsets.UTF_8)) {
            DirectoryYaml.write(plan, out);
        }
        return truth;
    }

    private static OutputStream open(Path file) throws IOException {
        return new BufferedOutputStream(Files.newOutputStream(file), 1 << 16);
    }
}
