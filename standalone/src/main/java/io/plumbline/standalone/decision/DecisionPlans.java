package io.plumbline.standalone.decision;

import io.plumbline.ingest.decision.Decision;
import io.plumbline.streams.attribution.Attribution;
import io.plumbline.streams.delivery.DeliveryRules;
import io.plumbline.streams.directory.Directory;
import io.plumbline.streams.directory.IdentityLink;
import io.plumbline.streams.incident.IncidentRules;
import io.plumbline.streams.review.ReviewRules;
import io.plumbline.streams.settings.Settings;
import io.plumbline.streams.work.WorkRules;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Turns a wish into a decision, after checking it against what is in force. Pure but for the clock. */
public final class DecisionPlans {

    private final Clock clock;
    private final String author;
    private final String reason;

    public DecisionPlans(Clock clock, String author, String reason) {
        this.clock = clock;
        this.author = author;
        this.reason = reason;
    }

    /** @throws io.plumbline.streams.directory.InvalidDirectoryException with every problem of the file */
    public DecisionPlan directory(Decided decided, String yaml) {
        var links = decided.links();
        var after = Directory.read(yaml, links);
        if (decided.newest(Settings.DIRECTORY)
                .filter(newest -> newest.getContent().equals(yaml))
                .isPresent()) {
            return DecisionPlan.nothing("This directory is in force already.");
        }
        var before = decided.directory();
        return new DecisionPlan(
                Optional.of(config(decided, Settings.DIRECTORY, Decision.MAIN, yaml, false)),
                DirectoryChange.between(before, after),
                after.warnings());
    }

    /**
     * @param kind attribution-rules, work-rules, delivery-rules, incident-rules or review-rules
     * @throws IllegalArgumentException when the rules cannot be used
     */
    public DecisionPlan rules(Decided decided, String kind, String yaml) {
        var before = ruleVersion(decided.settings(), kind);
        var after =
                switch (kind) {
                    case Settings.WORK_RULES -> WorkRules.standardWith(yaml).version();
                    case Settings.DELIVERY_RULES ->
                        DeliveryRules.standardWith(yaml).version();
                    case Settings.REVIEW_RULES -> ReviewRules.standardWith(yaml).version();
                    case Settings.INCIDENT_RULES ->
                        IncidentRules.standardWith(yaml).version();
                    default -> Attribution.standardWith(yaml).ruleVersion();
                };
        if (decided.newest(kind)
                .filter(newest -> newest.getContent().equals(yaml))
                .isPresent()) {
            return DecisionPlan.nothing("These rules are in force already.");
        }
        return new DecisionPlan(
                Optional.of(config(decided, kind, Decision.MAIN, yaml, false)),
                List.of("~ " + kind + ": version " + before + " -> " + after),
                before.equals(after)
                        ? List.of(
                                "the version did not change: give the rules a new one, so that facts show which decided")
                        : List.of());
    }

    /** Back to the rules of the jar. */
    public DecisionPlan retractRules(Decided decided, String kind) {
        if (decided.newest(kind).isEmpty()) {
            return DecisionPlan.nothing("No rules of your own are in force.");
        }
        return new DecisionPlan(
                Optional.of(config(decided, kind, Decision.MAIN, "", true)),
                List.of("- " + kind + " of your own; the standard ones decide again"),
                List.of());
    }

    /** @throws io.plumbline.streams.directory.InvalidDirectoryException when something is no account */
    public DecisionPlan merge(Decided decided, List<String> accounts) {
        var id = "m-" + digest(new IdentityLink("new", accounts).accounts());
        var link = new IdentityLink(id, accounts);
        var before = decided.directory();
        var links = new ArrayList<>(decided.links());
        if (links.stream().anyMatch(earlier -> earlier.id().equals(id))) {
            return DecisionPlan.nothing("These accounts are merged already, by " + id + ".");
        }
        links.add(link);
        var after = Directory.read(decided.directoryText(), links);
        var warnings = new ArrayList<>(after.warnings());
        warnings.removeAll(before.warnings());
        return new DecisionPlan(
                Optional.of(config(decided, Settings.IDENTITY_LINK, id, link.content(), false)),
                moved(link, before, after, "+ link " + id),
                warnings);
    }

    /** Empty when no such link is in force. */
    public Optional<DecisionPlan> undo(Decided decided, String id) {
        var links = new ArrayList<>(decided.links());
        var undone = links.stream().filter(link -> link.id().equals(id)).findFirst();
        return undone.map(link -> {
            links.remove(link);
            var after = Directory.read(decided.directoryText(), links);
            return new DecisionPlan(
                    Optional.of(config(decided, Settings.IDENTITY_LINK, id, "", true)),
                    moved(link, decided.directory(), after, "- link " + id),
                    List.of());
        });
    }

    private static List<String> moved(IdentityLink link, Directory before, Directory after, String head) {
        var lines = new ArrayList<String>();
        lines.add(head + ": " + String.join(" = ", link.accounts()));
        for (var account : link.accounts()) {
            var old = before.personOfKey(account).orElse("(itself)");
            var now = after.personOfKey(account).orElse("(itself)");
            if (!old.equals(now)) {
                lines.add("~ " + account + ": " + old + " -> " + now);
            }
        }
        return lines;
    }

    /** What rules count now. */
    public static String ruleVersion(Settings settings, String kind) {
        return switch (kind) {
            case Settings.WORK_RULES -> settings.work().version();
            case Settings.DELIVERY_RULES -> settings.delivery().version();
            case Settings.REVIEW_RULES -> settings.review().version();
            case Settings.INCIDENT_RULES -> settings.incidents().version();
            default -> settings.attribution().ruleVersion();
        };
    }

    /** The newest decision has to be the one made last, so a clock that runs behind the last one is helped along. */
    private Decision config(Decided decided, String kind, String id, String content, boolean retracted) {
        var last = decided.entries().stream()
                .filter(entry -> entry.getKind().equals(kind) && entry.getId().equals(id))
                .map(entry -> entry.getMeta().getEventTime())
                .reduce((earlier, later) -> later);
        Instant now = clock.instant();
        var at = last.filter(time -> !time.isBefore(now))
                .map(time -> time.plusMillis(1))
                .orElse(now);
        return Decision.config(kind, id, content, author, reason, retracted, at);
    }

    private static String digest(List<String> accounts) {
        try {
            var bytes = String.join("\n", accounts).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes), 0, 5);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
