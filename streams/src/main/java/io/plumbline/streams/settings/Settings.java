package io.plumbline.streams.settings;

import io.plumbline.schema.config.ConfigEntry;
import io.plumbline.schema.fact.PullRequestFact;
import io.plumbline.streams.attribution.Attribution;
import io.plumbline.streams.delivery.DeliveryRules;
import io.plumbline.streams.directory.Directory;
import io.plumbline.streams.directory.IdentityLink;
import io.plumbline.streams.incident.IncidentRules;
import io.plumbline.streams.review.ReviewRules;
import io.plumbline.streams.work.WorkRules;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.avro.SchemaNormalization;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All that an organisation has decided about how its numbers are made: a pure function of the set of its entries. Of each
 * kind and id the newest usable entry counts; one that cannot be used leaves the one before it in force and is reported.
 *
 * @param version the same exactly when the same entries count, and rules and facts of the same shape came with the jar: a
 *     version of Plumbline that tells more of a pull request tells it of all
 * @param problems entries that could not be used, and why
 */
public record Settings(
        String version,
        Attribution attribution,
        Directory directory,
        WorkRules work,
        DeliveryRules delivery,
        ReviewRules review,
        IncidentRules incidents,
        List<String> problems) {

    public static final String DIRECTORY = "directory";
    public static final String ATTRIBUTION_RULES = "attribution-rules";
    public static final String WORK_RULES = "work-rules";
    public static final String DELIVERY_RULES = "delivery-rules";
    public static final String REVIEW_RULES = "review-rules";
    public static final String INCIDENT_RULES = "incident-rules";
    public static final String IDENTITY_LINK = "identity-link";

    private static final Logger LOG = LoggerFactory.getLogger(Settings.class);

    private static final Comparator<ConfigEntry> NEWEST_FIRST = Comparator.comparing(
                    (ConfigEntry entry) -> entry.getMeta().getEventTime())
            .thenComparing(entry -> entry.getMeta().getEventId())
            .reversed();

    /** Of an organisation that has decided nothing. */
    public static final Settings STANDARD = of(List.of());

    public static Settings of(Collection<ConfigEntry> entries) {
        var subjects = new TreeMap<String, List<ConfigEntry>>();
        for (var entry : entries) {
            subjects.computeIfAbsent(entry.getKind() + "/" + entry.getId(), subject -> new ArrayList<>())
                    .add(entry);
        }
        subjects.values().forEach(versions -> versions.sort(NEWEST_FIRST));
        var reading = new Reading(subjects);
        var attribution = reading.newest(ATTRIBUTION_RULES, Attribution.standard(), Attribution::standardWith);
        var work = reading.newest(WORK_RULES, WorkRules.standard(), WorkRules::standardWith);
        var delivery = reading.newest(DELIVERY_RULES, DeliveryRules.standard(), DeliveryRules::standardWith);
        var review = reading.newest(REVIEW_RULES, ReviewRules.standard(), ReviewRules::standardWith);
        var incidents = reading.newest(INCIDENT_RULES, IncidentRules.standard(), IncidentRules::standardWith);
        var links = reading.links();
        var directory = reading.newest(DIRECTORY, Directory.withLinks(links), yaml -> Directory.read(yaml, links));
        reading.problems.forEach(problem -> LOG.warn("A configuration entry is not used: {}", problem));
        return new Settings(
                fingerprint(
                        reading.used,
                        attribution.ruleVersion(),
                        work.version(),
                        delivery.version(),
                        review.version(),
                        incidents.version()),
                attribution,
                directory,
                work,
                delivery,
                review,
                incidents,
                List.copyOf(reading.problems));
    }

    private static String fingerprint(List<String> used, String... ruleVersions) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            for (var version : ruleVersions) {
                digest.update(version.getBytes(StandardCharsets.UTF_8));
            }
            // A fact that got a further field is told again, too.
            digest.update(
                    SchemaNormalization.toParsingForm(PullRequestFact.SCHEMA$).getBytes(StandardCharsets.UTF_8));
            used.stream().sorted().forEach(id -> digest.update(("\n" + id).getBytes(StandardCharsets.UTF_8)));
            return HexFormat.of().formatHex(digest.digest(), 0, 6);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    /** Reads entries and remembers which were used and which could not be. */
    private static final class Reading {

        private final Map<String, List<ConfigEntry>> subjects;
        private final List<String> used = new ArrayList<>();
        private final List<String> problems = new ArrayList<>();

        Reading(Map<String, List<ConfigEntry>> subjects) {
            this.subjects = subjects;
        }

        /** Of the one subject of a kind. */
        <T> T newest(String kind, T none, Function<String, T> read) {
            for (var entry : subjects.getOrDefault(kind + "/main", List.of())) {
                if (entry.getRetracted()) {
                    break;
                }
                try {
                    var value = read.apply(entry.getContent());
                    used.add(entry.getMeta().getEventId());
                    return value;
                } catch (RuntimeException e) {
                    problem(entry, e);
                }
            }
            return none;
        }

        List<IdentityLink> links() {
            var links = new ArrayList<IdentityLink>();
            for (var versions : subjects.values()) {
                var newest = versions.get(0);
                if (newest.getKind().equals(IDENTITY_LINK) && !newest.getRetracted()) {
                    try {
                        links.add(IdentityLink.read(newest.getId(), newest.getContent()));
                        used.add(newest.getMeta().getEventId());
                    } catch (RuntimeException e) {
                        problem(newest, e);
                    }
                }
            }
            return links;
        }

        private void problem(ConfigEntry entry, RuntimeException reason) {
            problems.add(entry.getKind() + " " + entry.getId() + " of "
                    + entry.getMeta().getEventTime() + " by " + entry.getAuthor() + ": " + reason.getMessage());
        }
    }
}
