package io.plumbline.streams.delivery;

import io.plumbline.streams.delivery.DeliveryRuleFile.EnvironmentRule;
import io.plumbline.streams.delivery.DeliveryRuleFile.IncidentRule;
import io.plumbline.streams.delivery.DeliveryRuleFile.Signal;
import io.plumbline.streams.delivery.DeliveryRuleFile.TriggerRule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** How deployments are read, by rules kept as data: pure, and the same answer for the same words and rule version. */
public final class DeliveryRules {

    /** What an environment is for. */
    public enum Environment {
        PRODUCTION,
        /** Made for one pull request, gone with it. */
        EPHEMERAL,
        OTHER
    }

    /** What the first deployment of a service to an environment carries. */
    public enum First {
        NOTHING,
        EVERYTHING,
        /** What was merged in the days before it. */
        WINDOW
    }

    /**
     * Why a deployment was not planned.
     *
     * @param trigger rollback, hotfix or unplanned
     * @param value the value of the rule that matched
     */
    public record Sign(String trigger, String rule, String value) {}

    private static final DeliveryRules STANDARD = new DeliveryRules(DeliveryRuleFile.read(resource()));

    private final DeliveryRuleFile file;

    private DeliveryRules(DeliveryRuleFile file) {
        this.file = file;
    }

    /** By the rules in this jar. */
    public static DeliveryRules standard() {
        return STANDARD;
    }

    /**
     * By an organisation's own rules before those in this jar.
     *
     * @param yaml in the form of {@code delivery-rules.yaml}, all parts but {@code version} optional, and {@code disable} (ids
     *     of rules of this jar that do not apply). Blank = none of its own
     * @throws IllegalArgumentException when they cannot be used; the message names the rule and the reason
     */
    public static DeliveryRules standardWith(String yaml) {
        return yaml == null || yaml.isBlank()
                ? STANDARD
                : new DeliveryRules(DeliveryRuleFile.read(yaml).over(STANDARD.file));
    }

    /** Of the rules in this jar, followed by that of the organisation's own when it has any: {@code 1+acme-3}. */
    public String version() {
        return file.version();
    }

    public First first() {
        return file.first();
    }

    /** Only of use with {@link First#WINDOW}. */
    public Duration window() {
        return Duration.ofDays(file.days());
    }

    /** Whether pull requests into this branch can be in a deployment of which no commit is known. */
    public boolean isMainBranch(String branch) {
        return file.branches().contains(branch.toLowerCase(Locale.ROOT));
    }

    public Environment environment(String name) {
        return file.environments().stream()
                .filter(rule -> rule.value(name).isPresent())
                .findFirst()
                .map(EnvironmentRule::kind)
                .orElse(Environment.OTHER);
    }

    /** By what the deployment itself says; any of it may be null. */
    public Optional<Sign> ofDeployment(String task, String ref, String description) {
        return Stream.of(sign(Signal.TASK, task), sign(Signal.DESCRIPTION, description), sign(Signal.REF, ref))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** By the pull request in it that was merged last. */
    public Optional<Sign> ofPullRequest(String branch, List<String> labels, String title) {
        return Stream.concat(
                        Stream.concat(
                                Stream.of(sign(Signal.BRANCH, branch)),
                                labels.stream().map(label -> sign(Signal.LABEL, label))),
                        Stream.of(sign(Signal.TITLE, title)))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** The incident that a description names. */
    public Optional<String> incident(String description) {
        if (description == null || description.isBlank()) {
            return Optional.empty();
        }
        return file.incidents().stream()
                .map((IncidentRule rule) -> rule.in(description))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private Optional<Sign> sign(Signal signal, String text) {
        if (text == null || text.isBlank()) {
            return Optional.empty();
        }
        for (TriggerRule rule : file.triggers()) {
            if (rule.signal() == signal) {
                var value = rule.value(text);
                if (value.isPresent()) {
                    return Optional.of(new Sign(rule.trigger(), rule.id(), value.get()));
                }
            }
        }
        return Optional.empty();
    }

    private static String resource() {
        try (var in = DeliveryRules.class.getResourceAsStream("delivery-rules.yaml")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read delivery-rules.yaml", e);
        }
    }
}
