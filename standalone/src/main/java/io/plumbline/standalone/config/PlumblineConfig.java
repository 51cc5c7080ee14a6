package io.plumbline.standalone.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigResolveOptions;
import com.typesafe.config.ConfigValueFactory;
import io.plumbline.dashboards.health.FreshnessLimits;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Everything that can be set. Defaults &lt; file &lt; environment &lt; command line.
 *
 * @param kafkaBootstrap null = the embedded broker
 * @param clickHouseUrl null = the embedded engine
 * @param clickHouseCluster null = a single node
 * @param webhookSecrets by source, such as pagerduty; a source for which none is set is missing
 * @param freshness how old the newest delivery of a source may be
 * @param directory file to publish at the start when it is not in force; null = none
 */
public record PlumblineConfig(
        Path data,
        String organisationName,
        ZoneId organisationZone,
        String httpHost,
        int httpPort,
        boolean rawPayloads,
        AccessConfig access,
        MailConfig mail,
        String kafkaBootstrap,
        int kafkaPort,
        int kafkaPartitions,
        Map<String, String> kafkaClient,
        URI clickHouseUrl,
        String clickHouseUser,
        String clickHousePassword,
        String clickHouseCluster,
        int clickHousePort,
        Map<String, List<String>> webhookSecrets,
        List<String> webhookEvents,
        int streamThreads,
        Duration commitInterval,
        Duration finalitySettle,
        String pseudonymKey,
        int minimumPeople,
        Path directory,
        SqlConfig sql,
        FreshnessLimits freshness) {

    private static final ConfigResolveOptions WITHOUT_ENVIRONMENT = ConfigResolveOptions.noSystem();
    /** Keys below these are the user's own. */
    private static final List<String> FREE_KEYS =
            List.of("kafka.client.", "oidc.roles.", "oidc.teams.", "freshness.limits.");

    private static final List<String> WEBHOOKS =
            List.of("github", "deployments", "incidents", "pagerduty", "opsgenie", "statuspage");
    private static final List<String> SECRET_WORDS = List.of("password", "secret", "key", "jaas");

    /**
     * @param file null = none
     * @param overrides full keys such as {@code plumbline.http.port}, from the command line
     * @throws InvalidConfigException with every problem found
     */
    public static PlumblineConfig load(Path file, Map<String, Object> overrides) {
        return parse(merged(file, overrides));
    }

    /** The settings in force as text, secrets masked. */
    public static String print(Path file, Map<String, Object> overrides) {
        var masked = merged(file, overrides).getConfig("plumbline");
        for (var entry : masked.entrySet()) {
            var key = entry.getKey().toLowerCase(java.util.Locale.ROOT);
            var value = entry.getValue().unwrapped();
            boolean empty = value.equals("") || value.equals(List.of());
            if (!empty && SECRET_WORDS.stream().anyMatch(key::contains)) {
                masked = masked.withValue(entry.getKey(), ConfigValueFactory.fromAnyRef("********"));
            }
        }
        return masked.root()
                .render(ConfigRenderOptions.defaults()
                        .setOriginComments(false)
                        .setJson(false)
                        .setComments(false));
    }

    /** For a process that nobody talks to by a known port. */
    public PlumblineConfig withPorts(int http, int kafka, int clickHouse) {
        return new PlumblineConfig(
                data,
                organisationName,
                organisationZone,
                httpHost,
                http,
                rawPayloads,
                access,
                mail,
                kafkaBootstrap,
                kafka,
                kafkaPartitions,
                kafkaClient,
                clickHouseUrl,
                clickHouseUser,
                clickHousePassword,
                clickHouseCluster,
                clickHouse,
                webhookSecrets,
                webhookEvents,
                streamThreads,
                commitInterval,
                finalitySettle,
                pseudonymKey,
                minimumPeople,
                directory,
                sql,
                freshness);
    }

    private static Config merged(Path file, Map<String, Object> overrides) {
        var reference = ConfigFactory.parseResources("reference.conf");
        var fromFile = ConfigFactory.empty();
        if (file != null) {
            if (!Files.isReadable(file)) {
                throw new InvalidConfigException(List.of("--config " + file + ": no such readable file"));
            }
            try {
                fromFile = ConfigFactory.parseFile(file.toFile());
            } catch (ConfigException e) {
                throw new InvalidConfigException(List.of(file + ": " + e.getMessage()));
            }
        }
        var commandLine = ConfigFactory.empty();
        for (var override : overrides.entrySet()) {
            commandLine = commandLine.withValue(override.getKey(), ConfigValueFactory.fromAnyRef(override.getValue()));
        }
        try {
            var fromEnvironment = environmentOnly(reference);
            return commandLine
                    .withFallback(fromEnvironment)
                    .withFallback(fromFile)
                    .withFallback(reference.resolve(WITHOUT_ENVIRONMENT))
                    .resolve();
        } catch (ConfigException e) {
            throw new InvalidConfigException(List.of(e.getMessage()));
        }
    }

    /** The environment wins over the file, so what reference.conf takes from it is cut out and laid on top. */
    private static Config environmentOnly(Config reference) {
        var without = reference.resolve(WITHOUT_ENVIRONMENT);
        var with = reference.resolve();
        var only = ConfigFactory.empty();
        for (var entry : with.entrySet()) {
            boolean changed = !without.hasPath(entry.getKey())
                    || !without.getValue(entry.getKey())
                            .unwrapped()
                            .equals(entry.getValue().unwrapped());
            if (changed) {
                only = only.withValue(entry.getKey(), entry.getValue());
            }
        }
        return only;
    }

    private static PlumblineConfig parse(Config config) {
        var problems = new ArrayList<String>();
        unknownKeys(config, problems);
        var read = new Reader(config, problems);
        var parsed = new PlumblineConfig(
                Path.of(read.text("data")),
                read.text("organisation.name"),
                read.checked("organisation.zone", ZoneId::of, ZoneId.of("UTC"), "an IANA zone such as Europe/Berlin"),
                read.text("http.host"),
                read.port("http.port"),
                read.get("http.raw-payloads", config::getBoolean, true),
                AccessConfig.read(config, problems),
                MailConfig.read(config, problems),
                read.textOrNull("kafka.bootstrap"),
                read.port("kafka.port"),
                read.between("kafka.partitions", 1, 1000),
                read.client(),
                read.url("clickhouse.url"),
                read.text("clickhouse.user"),
                read.text("clickhouse.password"),
                read.textOrNull("clickhouse.cluster"),
                read.port("clickhouse.port"),
                read.webhookSecrets(),
                read.get("github.webhook-events", config::getStringList, List.of()),
                read.between("streams.threads", 1, 256),
                read.get("streams.commit-interval", config::getDuration, Duration.ofMillis(200)),
                read.get("finality.settle", config::getDuration, Duration.ofMinutes(10)),
                read.textOrNull("privacy.pseudonym-key"),
                read.between("privacy.minimum-people", 3, 1000),
                read.file("directory"),
                SqlConfig.read(config, problems),
                read.freshness());
        if (!problems.isEmpty()) {
            throw new InvalidConfigException(problems);
        }
        return parsed;
    }

    private static void unknownKeys(Config config, List<String> problems) {
        var known = new TreeSet<String>();
        ConfigFactory.parseResources("reference.conf")
                .resolve(WITHOUT_ENVIRONMENT)
                .getConfig("plumbline")
                .entrySet()
                .forEach(entry -> known.add(entry.getKey()));
        for (var entry : config.getConfig("plumbline").entrySet()) {
            var key = entry.getKey();
            if (!known.contains(key) && FREE_KEYS.stream().noneMatch(key::startsWith)) {
                problems.add("plumbline." + key + ": no such setting ("
                        + entry.getValue().origin().description() + "); see docs/configuration.md");
            }
        }
    }

    /** Collects problems instead of stopping at the first. */
    private record Reader(Config config, List<String> problems) {

        <T> T get(String key, Function<String, T> getter, T otherwise) {
            try {
                return getter.apply("plumbline." + key);
            } catch (ConfigException e) {
                problems.add(e.getMessage());
                return otherwise;
            }
        }

        String text(String key) {
            return get(key, config::getString, "");
        }

        String textOrNull(String key) {
            var text = text(key);
            return text.isBlank() ? null : text;
        }

        <T> T checked(String key, Function<String, T> parser, T otherwise, String expected) {
            var text = text(key);
            try {
                return parser.apply(text);
            } catch (DateTimeException | IllegalArgumentException e) {
                problems.add("plumbline." + key + " = \"" + text + "\": expected " + expected);
                return otherwise;
            }
        }

        /** Null when none is named; one that is named has to be there. */
        Path file(String key) {
            var text = textOrNull(key);
            if (text == null) {
                return null;
            }
            if (!Files.isReadable(Path.of(text))) {
                problems.add("plumbline." + key + " = \"" + text + "\": no such readable file");
            }
            return Path.of(text);
        }

        URI url(String key) {
            var text = textOrNull(key);
            if (text == null) {
                return null;
            }
            var url = checked(
                    key,
                    URI::create,
                    URI.create("http://localhost"),
                    "a URL such as https://clickhouse.example.org:8443");
            if (url.getHost() == null || !List.of("http", "https").contains(url.getScheme())) {
                problems.add("plumbline." + key + " = \"" + text
                        + "\": expected http:// or https:// with a host, ClickHouse's HTTP port");
            }
            return url;
        }

        int port(String key) {
            return between(key, 0, 65535);
        }

        int between(String key, int low, int high) {
            int value = get(key, config::getInt, low);
            if (value < low || value > high) {
                problems.add("plumbline." + key + " = " + value + ": expected " + low + " to " + high);
            }
            return value;
        }

        Map<String, List<String>> webhookSecrets() {
            var bySource = new LinkedHashMap<String, List<String>>();
            for (var source : WEBHOOKS) {
                var list = get(source + ".webhook-secrets", config::getStringList, List.<String>of());
                var secrets = Stream.concat(list.stream(), Stream.of(text(source + ".webhook-secret")))
                        .filter(secret -> !secret.isBlank())
                        .toList();
                if (!secrets.isEmpty()) {
                    bySource.put(source, secrets);
                }
            }
            return bySource;
        }

        FreshnessLimits freshness() {
            var limits = new LinkedHashMap<String, Duration>();
            for (var entry : config.getConfig("plumbline.freshness.limits").entrySet()) {
                limits.put(entry.getKey().replace("\"", ""), positive("freshness.limits." + entry.getKey()));
            }
            return new FreshnessLimits(positive("freshness.limit"), limits);
        }

        private Duration positive(String key) {
            var duration = get(key, config::getDuration, Duration.ofDays(1));
            if (duration.isNegative() || duration.isZero()) {
                problems.add("plumbline." + key + " = " + duration + ": expected a time such as 1 day");
            }
            return duration;
        }

        Map<String, String> client() {
            var client = new LinkedHashMap<String, String>();
            config.getConfig("plumbline.kafka.client")
                    .root()
                    .unwrapped()
                    .forEach((key, value) -> flatten(key, value, client));
            return client;
        }

        private static void flatten(String key, Object value, Map<String, String> into) {
            if (value instanceof Map<?, ?> nested) {
                nested.forEach((name, inner) -> flatten(key + "." + name, inner, into));
            } else {
                into.put(key, String.valueOf(value));
            }
        }
    }
}
