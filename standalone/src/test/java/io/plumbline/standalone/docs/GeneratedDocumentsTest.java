package io.plumbline.standalone.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.ingest.normalise.NormaliseTopology;
import io.plumbline.schema.metric.MetricDefinition;
import io.plumbline.schema.metric.MetricRegistry;
import io.plumbline.schema.topic.Topic;
import io.plumbline.schema.topic.Topics;
import io.plumbline.standalone.process.Pipeline;
import io.plumbline.streams.PullRequestApplication;
import io.plumbline.streams.finality.FinalityApplication;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.apache.kafka.streams.StreamsBuilder;
import org.junit.jupiter.api.Test;

/**
 * Documents that are made from the code: settings, metrics, the list of topics.
 *
 * <p>To bring them up to date after a change: {@code mvn -pl standalone -am test -Dtest=GeneratedDocumentsTest
 * -Dsurefire.failIfNoSpecifiedTests=false -Dplumbline.docs.write=true}.
 */
class GeneratedDocumentsTest {

    private static final Path DOCS = Path.of(System.getProperty("plumbline.root", ".."), "docs");
    private static final String START = "<!-- made from the code: do not edit below -->\n";

    /** Forgets at each commit, so it has no changelog; StreamsAppTest lists what a broker really has. */
    private static final String NEWS = "pull-request-news";

    @Test
    void configurationListsEverySettingWithItsDefault() throws IOException {
        compare("configuration.md", configuration());
    }

    @Test
    void metricsAreThoseOfTheRegistry() throws IOException {
        compare("metrics.md", metrics());
    }

    @Test
    void topicsAreThoseOfTheCatalogue() throws IOException {
        compare("topics.md", topics());
    }

    private static void compare(String file, String expected) throws IOException {
        var path = DOCS.resolve(file);
        var text = Files.readString(path);
        var head = text.substring(0, text.indexOf(START) + START.length());
        if (Boolean.getBoolean("plumbline.docs.write")) {
            Files.writeString(path, head + expected);
        }
        assertThat(Files.readString(path)).isEqualTo(head + expected);
    }

    /** reference.conf as a table: the comment above a key is its explanation. */
    private static String configuration() throws IOException {
        var out = new StringBuilder("\n| setting | default | environment | meaning |\n|---|---|---|---|\n");
        var sections = new ArrayList<String>();
        var comment = new StringBuilder();
        String key = null;
        var value = "";
        var variable = "";
        try (var in = GeneratedDocumentsTest.class.getResourceAsStream("/reference.conf")) {
            var lines = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            for (var raw : lines) {
                var line = raw.strip();
                if (line.startsWith("#")) {
                    comment.append(comment.isEmpty() ? "" : " ")
                            .append(line.substring(1).strip());
                } else if (line.endsWith("{") && !line.contains("=")) {
                    sections.add(line.substring(0, line.length() - 1).strip());
                    comment.setLength(0);
                } else if (line.contains("= ${?")) {
                    variable = line.replaceAll(".*\\$\\{\\?(.*)\\}", "`$1`");
                } else if (line.contains(" = ")) {
                    if (key != null) {
                        row(out, key, value, variable, comment);
                    }
                    key = String.join(".", sections) + "." + line.substring(0, line.indexOf(" = "));
                    value = line.substring(line.indexOf(" = ") + 3);
                    variable = "";
                } else {
                    if (key != null) {
                        row(out, key, value, variable, comment);
                        key = null;
                    }
                    if (line.equals("}")) {
                        sections.remove(sections.size() - 1);
                    }
                    if (line.isEmpty() && key == null && sections.isEmpty()) {
                        comment.setLength(0);
                    }
                }
            }
        }
        return out.toString();
    }

    private static void row(StringBuilder out, String key, String value, String variable, StringBuilder comment) {
        out.append("| `")
                .append(key)
                .append("` | `")
                .append(value)
                .append("` | ")
                .append(variable)
                .append(" | ")
                .append(comment.toString().replace("|", "\\|"))
                .append(" |\n");
        comment.setLength(0);
    }

    private static String metrics() {
        var out = new StringBuilder(
                "\nRegistry version " + MetricRegistry.standard().version() + ".\n");
        for (var metric : MetricRegistry.standard().metrics()) {
            out.append(card(metric));
        }
        return out.toString();
    }

    private static String card(MetricDefinition metric) {
        return """

                ## %s

                **%s** (%s, counted on the %s)%s

                - Numerator: %s
                - Denominator: %s
                - Window: %s; grace %d days; final after both
                - Smallest sample: shown as weak below %d, hidden below 10
                - Source: %s
                - Mind: %s
                """.formatted(
                        metric.id(),
                        metric.formula(),
                        metric.unit(),
                        metric.cohort(),
                        metric.ours() ? ". This definition is ours, not an industry one." : "",
                        metric.numerator(),
                        metric.denominator(),
                        metric.windowDays() == 0 ? "none" : metric.windowDays() + " days",
                        metric.graceDays(),
                        metric.minimumN(),
                        metric.source(),
                        metric.pitfall());
    }

    private static String topics() {
        var out = new StringBuilder("\n| topic | key | cleanup | holds |\n|---|---|---|---|\n");
        for (var topic : Topics.all()) {
            out.append("| `")
                    .append(topic.name())
                    .append("` | ")
                    .append(topic.keyMeaning())
                    .append(" | ")
                    .append(topic.cleanup() == Topic.Cleanup.KEEP ? "none, kept for ever" : "compacted")
                    .append(" | ")
                    .append(topic.purpose())
                    .append(" |\n");
        }
        out.append("\n## Internal topics\n\n");
        internal(Pipeline.NORMALISE, NormaliseTopology::addTo)
                .forEach(name -> out.append("- `").append(name).append("`\n"));
        internal(
                        PullRequestApplication.ID,
                        builder -> PullRequestApplication.addTo(builder, ZoneOffset.UTC, MetricRegistry.standard()))
                .forEach(name -> out.append("- `").append(name).append("`\n"));
        internal(
                        FinalityApplication.ID,
                        builder -> FinalityApplication.addTo(builder, ZoneOffset.UTC, Duration.ofMinutes(10)))
                .forEach(name -> out.append("- `").append(name).append("`\n"));
        return out.toString();
    }

    /** As Kafka Streams names them: application id, then store or operator. */
    private static Set<String> internal(String application, Consumer<StreamsBuilder> topology) {
        var builder = new StreamsBuilder();
        topology.accept(builder);
        var text = builder.build().describe().toString();
        var names = new TreeSet<String>();
        var stores = Pattern.compile("stores: \\[([^\\]]+)]").matcher(text);
        while (stores.find()) {
            for (var store : stores.group(1).split(", ")) {
                if (!store.equals(NEWS)) {
                    names.add(application + "-" + store + "-changelog");
                }
            }
        }
        var repartitions = Pattern.compile("topic: ([a-z-]+-repartition)").matcher(text);
        while (repartitions.find()) {
            names.add(application + "-" + repartitions.group(1));
        }
        return names;
    }
}
