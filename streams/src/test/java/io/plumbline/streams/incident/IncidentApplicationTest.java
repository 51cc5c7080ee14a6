package io.plumbline.streams.incident;

import static io.plumbline.streams.incident.Happenings.acknowledged;
import static io.plumbline.streams.incident.Happenings.at;
import static io.plumbline.streams.incident.Happenings.deployed;
import static io.plumbline.streams.incident.Happenings.erased;
import static io.plumbline.streams.incident.Happenings.event;
import static io.plumbline.streams.incident.Happenings.hotfixed;
import static io.plumbline.streams.incident.Happenings.merged;
import static io.plumbline.streams.incident.Happenings.noted;
import static io.plumbline.streams.incident.Happenings.release;
import static io.plumbline.streams.incident.Happenings.reopened;
import static io.plumbline.streams.incident.Happenings.resolved;
import static io.plumbline.streams.incident.Happenings.reverted;
import static io.plumbline.streams.incident.Happenings.rolledBack;
import static io.plumbline.streams.incident.Happenings.say;
import static io.plumbline.streams.incident.Happenings.triggered;
import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.schema.fact.BlamedIncident;
import io.plumbline.schema.topic.Topics;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From events and facts to incidents, their causes and what production said of pull requests. */
class IncidentApplicationTest {

    @TempDir
    Path directory;

    private IncidentPipeline pipeline;

    @BeforeEach
    void start() {
        pipeline = IncidentPipeline.in(directory);
    }

    @AfterEach
    void stop() {
        pipeline.close();
    }

    @Test
    void anIncidentReopenedIsOpenAgainAndKeepsBothSpans() {
        pipeline.receive(triggered("Q1", 10), acknowledged("Q1", 10.1), resolved("Q1", 11));
        assertThat(pipeline.incident("Q1").getStatus()).isEqualTo("resolved");

        pipeline.receive(reopened("Q1", 12));

        var open = pipeline.incident("Q1");
        assertThat(open.getStatus()).isEqualTo("open");
        assertThat(open.getResolvedAt()).isNull();
        assertThat(open.getReopenings()).isEqualTo(1);
        pipeline.receive(resolved("Q1", 13));
        assertThat(pipeline.incident("Q1").getSpans())
                .extracting(span -> span.getOpenedAt() + " " + span.getResolvedAt())
                .containsExactly(at(10) + " " + at(11), at(12) + " " + at(13));
        assertThat(pipeline.incident("Q1").getResolvedAt()).isEqualTo(at(13));
    }

    @Test
    void anAcknowledgementThatArrivesBeforeTheTriggerWaitsForIt() {
        pipeline.receive(acknowledged("Q1", 10.2));
        assertThat(pipeline.incident("Q1").getTriggeredAt()).isEqualTo(at(10.2));

        pipeline.receive(triggered("Q1", 10));

        var fact = pipeline.incident("Q1");
        assertThat(fact.getTriggeredAt()).isEqualTo(at(10));
        assertThat(fact.getAcknowledgedAt()).isEqualTo(at(10.2));
        assertThat(fact.getStatus()).isEqualTo("acknowledged");
        assertThat(fact.getImpact()).isEqualTo("critical");
    }

    @Test
    void aDeploymentThatArrivesTwoDaysLateChangesTheCause() {
        pipeline.receive(merged(1, 1), merged(2, 7), deployed(1, 2, 1), triggered("Q1", 10), resolved("Q1", 11));
        assertThat(pipeline.causes("Q1")).containsExactly("L3 #1 1 1000000");
        assertThat(pipeline.counted("change_failure_rate_high")).isEqualTo("1/1");

        pipeline.receive(deployed(2, 8, 2));

        assertThat(pipeline.causes("Q1")).containsExactly("L3 #2 2 1000000", "L4 #1 1 0");
        assertThat(pipeline.counted("change_failure_rate_high")).isEqualTo("1/2");
        assertThat(pipeline.delivery(1).getIncidents())
                .extracting(BlamedIncident::getTier, BlamedIncident::getWeightMillionths)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("L4", 0));
    }

    @Test
    void aPostMortemNoteAWeekLaterLiftsTheCauseFromL3ToL1() {
        pipeline.receive(merged(1, 1), merged(2, 7), deployed(1, 8, 1, 2), triggered("Q1", 10), resolved("Q1", 11));
        assertThat(pipeline.causes("Q1")).containsExactly("L3 #1 1 500000", "L3 #2 1 500000");
        assertThat(pipeline.incident("Q1").getAmbiguous()).isTrue();
        assertThat(pipeline.counted("incidents_per_100_prs_low")).isEqualTo("0/2000000");

        pipeline.receive(noted("Q1", 11 + 7 * 24, "Root cause: https://github.com/acme/shop/pull/2"));

        assertThat(pipeline.causes("Q1")).containsExactly("L1 #2 1 1000000", "L3 #1 1 0");
        assertThat(pipeline.incident("Q1").getAmbiguous()).isFalse();
        assertThat(pipeline.counted("incidents_per_100_prs_low")).isEqualTo("1000000/2000000");
        assertThat(pipeline.counted("incidents_per_100_prs_high")).isEqualTo("1000000/2000000");
        assertThat(pipeline.counted("change_failure_rate_low")).isEqualTo("1/1");
    }

    @Test
    void aServiceMovedInTheDirectoryTakesItsIncidentsToTheOtherRepository() {
        pipeline.receive(merged(1, 1), deployed(1, 2, 1), triggered("Q1", 10), resolved("Q1", 11));
        assertThat(pipeline.causes("Q1")).isNotEmpty();

        pipeline.receive(Happenings.directory(1, Happenings.serviceOf("acme/till")))
                .settle();

        assertThat(pipeline.incident("Q1").getRepo()).isEqualTo("acme/till");
        assertThat(pipeline.incident("Q1").getCauses()).isEmpty();
        assertThat(pipeline.delivery(1).getIncidents()).isEmpty();
        assertThat(pipeline.delivery(1).getIncidentsKnown())
                .as("nobody tells of incidents there any more")
                .isFalse();
        assertThat(pipeline.counters().keySet()).isEmpty();

        pipeline.receive(Happenings.directory(2, Happenings.serviceOf(Happenings.REPO)))
                .settle();

        assertThat(pipeline.causes("Q1")).containsExactly("L3 #1 1 1000000");
        assertThat(pipeline.counted("incidents_per_100_prs_high")).isEqualTo("1000000/1000000");
    }

    @Test
    void anErasedPullRequestIsNoCauseAnyMore() {
        pipeline.receive(
                merged(1, 1), merged(2, 7), deployed(1, 8, 1, 2), triggered("Q1", 10), noted("Q1", 20, "Caused by #1"));
        assertThat(pipeline.causes("Q1")).containsExactly("L1 #1 1 1000000", "L3 #2 1 0");

        pipeline.receive(erased(1));

        assertThat(pipeline.causes("Q1")).containsExactly("L3 #2 1 1000000");
        assertThat(pipeline.delivery(1)).isNull();
        assertThat(pipeline.text()).doesNotContain(Happenings.pull(1));
        assertThat(pipeline.counted("incidents_per_100_prs_high")).isEqualTo("1000000/1000000");
    }

    @Test
    void aRevertWhileTheIncidentIsOpenNamesTheCauseAndARevertOfItTakesThatBack() {
        pipeline.receive(merged(1, 1), merged(2, 1), deployed(1, 2, 1, 2), triggered("Q1", 10), resolved("Q1", 12));

        pipeline.receive(reverted(1, 7, 11, null));
        assertThat(pipeline.causes("Q1")).containsExactly("L1 #1 1 1000000", "L3 #2 1 0");

        pipeline.receive(reverted(1, 7, 11, 11.5));
        assertThat(pipeline.causes("Q1"))
                .as("what was put back before the end did not end it")
                .containsExactly("L3 #1 1 500000", "L3 #2 1 500000");

        pipeline.receive(reverted(1, 7, 11, 30.0));
        assertThat(pipeline.causes("Q1"))
                .as("a second try after the end changes nothing")
                .containsExactly("L1 #1 1 1000000", "L3 #2 1 0");
    }

    @Test
    void aRevertAfterTheEndCountsWhenItNamesTheIncident() {
        pipeline.receive(
                merged(1, 1),
                deployed(1, 2, 1),
                triggered("QABCDEF", 10),
                resolved("QABCDEF", 12),
                reverted(1, 7, 40, null));
        assertThat(pipeline.causes("QABCDEF")).containsExactly("L3 #1 1 1000000");

        pipeline.receive(say(Happenings.change(7, 40).setTitle("Revert \"Change 1\" (incident QABCDEF)")));

        assertThat(pipeline.causes("QABCDEF")).containsExactly("L1 #1 1 1000000");
    }

    @Test
    void aRollbackBlamesWhatItTookBack() {
        pipeline.receive(
                merged(1, 0.5),
                merged(2, 3),
                merged(3, 5),
                deployed(1, 1, 1),
                deployed(2, 4, 2),
                deployed(3, 6, 3),
                triggered("Q1", 7),
                rolledBack(4, 8, 1, "Q1"),
                resolved("Q1", 8.5));

        assertThat(pipeline.causes("Q1")).containsExactly("L2 #3 3 500000", "L2 #2 2 500000", "L4 #1 1 0");
        assertThat(pipeline.counted("change_failure_rate_low")).isEqualTo("2/4");
    }

    @Test
    void aHotfixInsideTheIncidentBlamesWhatWasLive() {
        pipeline.receive(merged(1, 1), deployed(1, 2, 1), triggered("Q1", 3), hotfixed(2, 5, null), resolved("Q1", 6));

        assertThat(pipeline.causes("Q1")).containsExactly("L2 #1 1 1000000");
        assertThat(pipeline.incident("Q1").getCauses().get(0).getReason())
                .isEqualTo("hot-fixed by github:acme/shop/deployment/2 2.9 h later");
    }

    @Test
    void aHotfixForAnotherIncidentBlamesNothingHere() {
        pipeline.receive(merged(1, 1), deployed(1, 2, 1), triggered("Q1", 3), hotfixed(2, 5, "Q9"), resolved("Q1", 6));

        assertThat(pipeline.causes("Q1")).containsExactly("L3 #1 1 1000000");
    }

    @Test
    void moreThanADayAfterItIsNoAnswer() {
        pipeline.receive(merged(1, 1), deployed(1, 2, 1), triggered("Q1", 25), hotfixed(2, 27, "Q1"));

        assertThat(pipeline.causes("Q1")).containsExactly("L3 #1 1 1000000");
    }

    @Test
    void olderThanThreeDaysIsTimeOnlyAndOlderThanAWeekIsNothing() {
        pipeline.receive(merged(1, 1), deployed(1, 2, 1), triggered("Q1", 75), triggered("Q2", 171));

        assertThat(pipeline.causes("Q1")).containsExactly("L4 #1 1 1000000");
        assertThat(pipeline.causes("Q2")).isEmpty();
        assertThat(pipeline.incident("Q2").getTier()).isNull();
        assertThat(pipeline.counted("change_failure_rate_high")).isEqualTo("1/1");
        assertThat(pipeline.counted("incident_ambiguous_share")).isEqualTo("0/1");
    }

    @Test
    void anotherServiceOfTheRepositoryIsTimeOnly() {
        pipeline.receive(Happenings.directory(1, """
                        services:
                          - { id: SHOP, name: shop, repository: acme/shop }
                          - { id: TILL, name: till, repository: acme/shop }
                        """)).settle();

        pipeline.receive(
                merged(1, 1),
                merged(2, 3),
                say(release(1, 2, 1).setService("SHOP")),
                say(release(2, 4, 2).setService("till")),
                triggered("Q1", 5));

        assertThat(pipeline.causes("Q1")).containsExactly("L3 #1 1 1000000", "L4 #2 2 0");
    }

    @Test
    void aDeploymentThatCarriesNothingIsACandidateItself() {
        pipeline.receive(deployed(1, 2), triggered("Q1", 5));

        assertThat(pipeline.causes("Q1")).containsExactly("L3 - 1 1000000");
        assertThat(pipeline.counted("change_failure_rate_high")).isEqualTo("1/1");
    }

    @Test
    void sharesThatDoNotDivideStillSumToOne() {
        pipeline.receive(merged(1, 1), merged(2, 1), merged(3, 1), deployed(1, 2, 1, 2, 3), triggered("Q1", 5));

        assertThat(pipeline.causes("Q1")).containsExactly("L3 #1 1 333334", "L3 #2 1 333333", "L3 #3 1 333333");
        assertThat(pipeline.counted("incidents_per_100_prs_high")).isEqualTo("1000000/3000000");
    }

    @Test
    void maintenanceIsKeptAndCountsNowhere() {
        pipeline.receive(
                merged(1, 1),
                deployed(1, 2, 1),
                say(event("M1", "triggered", 3).setTriggeredAt(at(3)).setMaintenance(true)),
                say(event("M1", "resolved", 4).setMaintenance(true)));

        assertThat(pipeline.incident("M1").getMaintenance()).isTrue();
        assertThat(pipeline.incident("M1").getCauses()).isEmpty();
        assertThat(pipeline.counted("change_failure_rate_high")).isEqualTo("0/1");
        assertThat(pipeline.counted("incident_ambiguous_share")).isEqualTo("0/0");
    }

    @Test
    void aResolutionBeforeTheTriggerIsAClockThatIsWrongAndNoRecovery() {
        pipeline.receive(triggered("Q1", 10), resolved("Q1", 9));

        var fact = pipeline.incident("Q1");
        assertThat(fact.getStatus()).isEqualTo("resolved");
        assertThat(fact.getResolvedAt()).isNull();
    }

    @Test
    void anUnknownServiceHasNoRepositoryAndNoCauses() {
        pipeline.receive(
                deployed(1, 2),
                say(event("Q1", "triggered", 3)
                        .setServiceId("OTHER")
                        .setServiceName("other")
                        .setTriggeredAt(at(3))));

        assertThat(pipeline.incident("Q1").getRepo()).isNull();
        assertThat(pipeline.incident("Q1").getCauses()).isEmpty();
    }

    @Test
    void aRepositoryThatTheSourceNamesNeedsNoDirectory() {
        try (var bare = IncidentPipeline.bare(directory.resolve("bare"))) {
            bare.receive(merged(1, 1), deployed(1, 2, 1));
            assertThat(bare.delivery(1).getIncidentsKnown())
                    .as("no source of incidents is not zero incidents")
                    .isFalse();
            assertThat(bare.counters()).isEmpty();

            bare.receive(say(event("Q1", "triggered", 3)
                    .setTriggeredAt(at(3))
                    .setServiceId(null)
                    .setServiceName(null)
                    .setRepo("acme/shop")));

            assertThat(bare.causes("Q1")).containsExactly("L3 #1 1 1000000");
            assertThat(bare.delivery(1).getIncidentsKnown()).isTrue();
            assertThat(bare.counted("change_failure_rate_high")).isEqualTo("1/1");
        }
    }

    @Test
    void aDeliveryTellsTheFirstDeploymentThatBroughtIt() {
        pipeline.receive(merged(1, 1), deployed(2, 4, 1));
        assertThat(pipeline.delivery(1).getDeployment()).isEqualTo(Happenings.deployment(2));

        pipeline.receive(deployed(1, 2, 1));

        assertThat(pipeline.delivery(1).getDeployment()).isEqualTo(Happenings.deployment(1));
        assertThat(pipeline.delivery(1).getDeployedAt()).isEqualTo(at(2));
        assertThat(pipeline.delivery(1).getHow()).isEqualTo("merge_sha");
    }

    @Test
    void aDeletedIncidentTakesItsCausesAndCountersWithIt() {
        pipeline.receive(merged(1, 1), deployed(1, 2, 1), triggered("Q1", 3));

        pipeline.receive(say(event("Q1", "deleted", 9)));

        assertThat(pipeline.incidents()).isEmpty();
        assertThat(pipeline.delivery(1).getIncidents()).isEmpty();
        assertThat(pipeline.counted("change_failure_rate_high")).isEqualTo("0/1");
    }

    @Test
    void anErasedIncidentIsGoneToo() {
        pipeline.receive(merged(1, 1), deployed(1, 2, 1), triggered("Q1", 3));

        pipeline.receive(new Happenings.Delivery<>(Topics.INCIDENT, Happenings.incident("Q1"), null));

        assertThat(pipeline.incidents()).isEmpty();
        assertThat(pipeline.delivery(1).getIncidents()).isEmpty();
    }

    @Test
    void ownWindowsRestateTheCauses() {
        pipeline.receive(merged(1, 1), deployed(1, 2, 1), triggered("Q1", 75));
        assertThat(pipeline.causes("Q1")).containsExactly("L4 #1 1 1000000");

        pipeline.receive(Happenings.rules(1, "{version: acme-1, windows: {service: P5D}, impact: {minor: [P1]}}"))
                .settle();

        assertThat(pipeline.causes("Q1")).containsExactly("L3 #1 1 1000000");
        assertThat(pipeline.incident("Q1").getImpact()).isEqualTo("minor");
    }

    @Test
    void redeliveriesTellNothing() {
        var all = java.util.List.of(merged(1, 1), deployed(1, 2, 1), triggered("Q1", 3), resolved("Q1", 4));
        pipeline.receive(all);
        int told = pipeline.told();

        pipeline.receive(all);

        assertThat(pipeline.told()).isEqualTo(told);
    }
}
