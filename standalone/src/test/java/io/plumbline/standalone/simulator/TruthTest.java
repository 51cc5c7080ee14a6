package io.plumbline.standalone.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The truth file agrees with a second reading of the deliveries, with difference 0. */
class TruthTest {
    private static final SimulationPlan PLAN = SimulationPlan.demo(Recording.END)
            .withRates(Rates.defaults().withRevert(0.06).withIncident(0.04));
    private static final Recording RECORDING = Recording.of(PLAN);
    private static final DeliveryReader READER = new DeliveryReader();

    static {
        RECORDING.deliveries.forEach(READER::read);
        READER.finish();
    }

    @Test
    void everyCountOfEveryRepositoryOriginAndToolIsWhatTheDeliveriesSay() {
        Map<String, PullRequestTruth> truths = RECORDING.pulls.stream()
                .collect(Collectors.toMap(pull -> pull.repository() + "#" + pull.number(), pull -> pull));
        Map<String, Map<Count, Long>> counted = new TreeMap<>();
        READER.pulls.forEach((key, seen) -> add(
                counted,
                seen.repository + "\t" + DeliveryReader.origin(seen),
                DeliveryReader.counts(
                        seen,
                        PLAN.until(),
                        truths.get(key).requester(),
                        truths.get(key).incident() != null)));

        Map<String, Map<Count, Long>> stated = new TreeMap<>();
        for (SimulationTruth.Cell cell : RECORDING.truth().cells()) {
            add(stated, cell.repository() + "\t" + cell.origin() + "\t" + cell.tool(), cell.counts());
        }

        assertThat(stated.keySet()).isEqualTo(counted.keySet());
        stated.forEach((key, counts) -> {
            for (Count count : Count.values()) {
                assertThat(counts.getOrDefault(count, 0L))
                        .as(key + " " + count)
                        .isEqualTo(counted.get(key).getOrDefault(count, 0L));
            }
        });
    }

    @Test
    void everyCountOccursAtLeastOnce() {
        for (Count count : Count.values()) {
            assertThat(RECORDING.truth().total(count, cell -> true))
                    .as(count.id())
                    .isPositive();
        }
    }

    @Test
    void findingsBySeverityAndCategoryAreWhatTheCommentsState() {
        Map<String, Integer> stated = new TreeMap<>();
        for (SimulationTruth.Findings findings : RECORDING.truth().findings()) {
            String key = String.join(
                    "\t",
                    findings.repository(),
                    findings.origin(),
                    findings.tool(),
                    findings.reviewer(),
                    findings.severity(),
                    findings.category());
            stated.merge(key + "\tsuggestion", (int) findings.suggestions(), Integer::sum);
            stated.merge(key + "\tplain", (int) (findings.count() - findings.suggestions()), Integer::sum);
        }
        stated.values().removeIf(count -> count == 0);

        assertThat(stated).isEqualTo(READER.findings);
    }

    @Test
    void theTruthOfEachPullRequestIsToldOnce() {
        assertThat(RECORDING.pulls).hasSameSizeAs(READER.pulls.keySet());
        for (PullRequestTruth pull : RECORDING.pulls) {
            DeliveryReader.Seen seen = READER.pulls.get(pull.repository() + "#" + pull.number());
            assertThat(pull.createdAt()).isEqualTo(seen.createdAt.toString());
            assertThat(pull.mergedAt()).isEqualTo(text(seen.mergedAt));
            assertThat(pull.closedAt()).isEqualTo(text(seen.closedAt));
            assertThat(pull.firstHumanReviewAt()).isEqualTo(text(seen.firstHumanReview));
            assertThat(pull.revertedAt()).isEqualTo(text(seen.revertedAt));
            assertThat(pull.draftAtEnd()).isEqualTo(seen.draft);
        }
    }

    @Test
    void deliveriesAreCountedByEvent() {
        Map<String, Long> counted = RECORDING.deliveries.stream()
                .collect(Collectors.groupingBy(Delivery::event, TreeMap::new, Collectors.counting()));

        assertThat(RECORDING.truth().deliveries()).isEqualTo(counted);
        assertThat(RECORDING.truth().deliveryCount()).isEqualTo(RECORDING.deliveries.size());
    }

    @Test
    void deploymentsOfEachRepositoryAreWhatTheDeliveriesSay() {
        Map<String, Long> started = new HashMap<>();
        Map<String, Long> succeeded = new HashMap<>();
        RECORDING.payloads("deployment", "created").stream()
                .filter(payload ->
                        payload.at("/deployment/production_environment").booleanValue())
                .forEach(payload ->
                        started.merge(payload.at("/repository/full_name").textValue(), 1L, Long::sum));
        RECORDING.payloads("deployment_status", "created").stream()
                .filter(payload -> payload.at("/deployment/environment")
                                .textValue()
                                .equals("production")
                        && payload.at("/deployment_status/state").textValue().equals("success"))
                .forEach(payload ->
                        succeeded.merge(payload.at("/repository/full_name").textValue(), 1L, Long::sum));

        for (SimulationTruth.RepositoryTruth repository : RECORDING.truth().repositories()) {
            String name = repository.repository();
            assertThat((long) repository.deployments()).isEqualTo(started.getOrDefault(name, 0L));
            assertThat((long) repository.successful()).isEqualTo(succeeded.getOrDefault(name, 0L));
        }
        assertThat(RECORDING.truth().repositories())
                .anySatisfy(repository -> assertThat(repository.rollbacks()).isPositive())
                .anySatisfy(repository -> assertThat(repository.hotfixes()).isPositive())
                .anySatisfy(repository -> assertThat(repository.failed()).isPositive())
                .anySatisfy(repository ->
                        assertThat(repository.stagingDeployments()).isPositive());
    }

    @Test
    void memberOfAnUnlabelledGroupLooksLikeAPerson() {
        List<SimulationTruth.Cell> hidden = RECORDING.truth().cells().stream()
                .filter(cell -> cell.trueOrigin().equals("ai_unlabelled"))
                .toList();

        assertThat(hidden).isNotEmpty().allSatisfy(cell -> {
            assertThat(cell.origin()).isEqualTo("unknown");
            assertThat(cell.tool()).isEqualTo("none");
            assertThat(cell.evidence()).isEmpty();
            assertThat(cell.trueTool()).isNotEqualTo("none");
        });
    }

    private static void add(Map<String, Map<Count, Long>> to, String key, Map<Count, Long> counts) {
        Map<Count, Long> sums = to.computeIfAbsent(key, unused -> new TreeMap<>());
        counts.forEach((count, value) -> sums.merge(count, value, Long::sum));
    }

    private static String text(Object value) {
        return value == null ? null : value.toString();
    }
}
