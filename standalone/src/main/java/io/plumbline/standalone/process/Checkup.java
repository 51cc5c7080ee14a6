package io.plumbline.standalone.process;

import io.plumbline.embedded.clickhouse.EngineInstaller;
import io.plumbline.ingest.webhook.WebhookSource;
import io.plumbline.standalone.config.PlumblineConfig;
import io.plumbline.streams.runtime.DrainCheck;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/** What stands between the user and numbers on a page; reads only. */
public final class Checkup {

    /** How good a finding is. */
    public enum Verdict {
        GOOD("ok"),
        NOTE("note"),
        BAD("BAD");

        private final String word;

        Verdict(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    /** @param says what was seen and, when it is bad, what to do */
    public record Finding(Verdict verdict, String subject, String says) {}

    private static final long WANTED_DISK_BYTES = 2L << 30;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final PlumblineConfig config;
    private final Clock clock;
    private final List<Finding> findings = new ArrayList<>();

    public Checkup(PlumblineConfig config, Clock clock) {
        this.config = config;
        this.clock = clock;
    }

    public List<Finding> findings() {
        good("java", Runtime.version() + ", heap up to " + Runtime.getRuntime().maxMemory() / (1 << 20) + " MB");
        good("settings", "read without problems at " + clock.instant());
        if (config.clickHouseUrl() == null) {
            engine();
        }
        disk();
        var data = new DataDirectory(config.data());
        webhooks(data);
        var running = data.own()
                .map(ownership -> {
                    ownership.close();
                    return false;
                })
                .orElse(true);
        var endpoints = Endpoints.read(data);
        if (running && endpoints.isPresent()) {
            good(
                    "process",
                    "Plumbline runs on " + data.path() + " as process "
                            + endpoints.get().pid());
            kafka(endpoints.get().kafka());
            clickHouse(URI.create(endpoints.get().clickhouse()));
        } else if (running) {
            note("process", "a process holds " + data.path() + " and is still starting");
        } else {
            note("process", "nothing runs on " + data.path() + "; `plumbline serve` starts it");
            if (config.kafkaBootstrap() != null) {
                kafka(config.kafkaBootstrap());
            }
            if (config.clickHouseUrl() != null) {
                clickHouse(config.clickHouseUrl());
            }
        }
        return List.copyOf(findings);
    }

    private void engine() {
        EngineInstaller.locate()
                .ifPresentOrElse(
                        library -> good("engine", "ClickHouse " + EngineInstaller.VERSION + " at " + library),
                        () -> note("engine", "not installed yet; the first start fetches it with npm (178 MB)"));
    }

    private void disk() {
        try {
            Path existing = config.data().toAbsolutePath().normalize();
            while (!Files.exists(existing)) {
                existing = existing.getParent();
            }
            if (!Files.isWritable(existing)) {
                bad(
                        "data",
                        config.data().toAbsolutePath().normalize()
                                + " cannot be written; choose another directory with --data DIR");
                return;
            }
            long free = Files.getFileStore(existing).getUsableSpace();
            var says = config.data().toAbsolutePath().normalize() + ", " + free / 1_000_000 + " MB free";
            findings.add(new Finding(free < WANTED_DISK_BYTES ? Verdict.NOTE : Verdict.GOOD, "data", says));
        } catch (IOException e) {
            bad("data", config.data() + ": " + e.getMessage());
        }
    }

    /** Only names and places: a secret is shown nowhere. */
    private void webhooks(DataDirectory data) {
        for (var source : WebhookSource.values()) {
            var takes = config.webhookSecrets().containsKey(source.source()) || source.ourSecret();
            findings.add(new Finding(
                    takes ? Verdict.GOOD : Verdict.NOTE,
                    "webhook",
                    source.path()
                            + (takes ? ", " : " takes nothing, ")
                            + (source.byToken() ? "token: " : "secret: ")
                            + WebhookSecrets.where(source, config, data)));
        }
    }

    private void kafka(String bootstrap) {
        var client = new java.util.HashMap<String, Object>(config.kafkaClient());
        client.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
        client.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
        client.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
        try (var admin = Admin.create(client)) {
            int nodes = admin.describeCluster()
                    .nodes()
                    .get(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                    .size();
            good("kafka", bootstrap + " answers, " + nodes + (nodes == 1 ? " broker" : " brokers"));
            pipeline(Map.copyOf(client));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            bad(
                    "kafka",
                    bootstrap + " does not answer: " + e.getMessage()
                            + ". Check plumbline.kafka.bootstrap and the network.");
        }
    }

    private void pipeline(Map<String, Object> client) {
        DrainCheck.Progress progress = (stage, left) ->
                note("pipeline", String.format(Locale.ROOT, "%s has about %,d records to go", stage.group(), left));
        if (Pipeline.awaitDrained(client, Duration.ZERO, progress)) {
            good("pipeline", "everything received is visible");
        }
    }

    private void clickHouse(URI url) {
        try {
            var ping = HttpRequest.newBuilder(URI.create(url + "/ping"))
                    .timeout(PATIENCE)
                    .build();
            var answer = HttpClient.newHttpClient().send(ping, BodyHandlers.ofString());
            if (answer.statusCode() == 200) {
                good("clickhouse", url + " answers");
            } else {
                bad("clickhouse", url + " answers with status " + answer.statusCode());
            }
        } catch (IOException e) {
            bad("clickhouse", url + " does not answer: " + e + ". Check plumbline.clickhouse.url and the network.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void good(String subject, String says) {
        findings.add(new Finding(Verdict.GOOD, subject, says));
    }

    private void note(String subject, String says) {
        findings.add(new Finding(Verdict.NOTE, subject, says));
    }

    private void bad(String subject, String says) {
        findings.add(new Finding(Verdict.BAD, subject, says));
    }
}
