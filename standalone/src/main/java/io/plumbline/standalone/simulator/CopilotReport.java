package io.plumbline.standalone.simulator;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * GitHub's Copilot usage metrics of the simulated organisation: organisation reports of 28 days, one a line.
 *
 * <p>People have Copilot in their editors from the first day of the plan, or from the first day of which there are such
 * reports. On a working day a person uses it with the probability that their work has a part of AI ({@link
 * SimulationPlan.Adoption}), on other days hardly ever. How often a completion is taken depends on the language.
 */
final class CopilotReport {
    /** First day of the organisation reports. */
    static final LocalDate FIRST = LocalDate.of(2025, 12, 12);

    static final int DAYS = 28;
    private static final double OFF_DUTY = 0.03;
    private static final double COMPLETIONS = 38;
    private static final double QUESTIONS = 5;
    private static final String COMPLETION = "code_completion";
    private static final String CHAT = "chat_panel_ask_mode";
    private static final String AGENT = "agent_edit";

    /** Sums of one row of a report. */
    private static final class Sums {
        private long interactions;
        private long generated;
        private long accepted;
        private long suggested;
        private long added;

        void add(long interactions, long generated, long accepted, long suggested, long added) {
            this.interactions += interactions;
            this.generated += generated;
            this.accepted += accepted;
            this.suggested += suggested;
            this.added += added;
        }

        void write(JsonGenerator json) throws IOException {
            json.writeNumberField("user_initiated_interaction_count", interactions);
            json.writeNumberField("code_generation_activity_count", generated);
            json.writeNumberField("code_acceptance_activity_count", accepted);
            json.writeNumberField("loc_suggested_to_add_sum", suggested);
            json.writeNumberField("loc_suggested_to_delete_sum", 0);
            json.writeNumberField("loc_added_sum", added);
            json.writeNumberField("loc_deleted_sum", 0);
        }
    }

    /** One day of the whole organisation. */
    private static final class Day {
        private final Sums all = new Sums();
        private final Map<String, Sums> editors = new TreeMap<>();
        private final Map<String, Sums> features = new TreeMap<>();
        /** By language and feature, with a blank between them. */
        private final Map<String, Sums> languages = new TreeMap<>();

        private int people;

        void add(
                String editor,
                String language,
                String feature,
                long interactions,
                long generated,
                long accepted,
                long suggested,
                long added) {
            all.add(interactions, generated, accepted, suggested, added);
            of(editors, editor).add(interactions, generated, accepted, suggested, added);
            of(features, feature).add(interactions, generated, accepted, suggested, added);
            of(languages, language + " " + feature).add(interactions, generated, accepted, suggested, added);
        }

        private static Sums of(Map<String, Sums> rows, String key) {
            return rows.computeIfAbsent(key, unused -> new Sums());
        }
    }

    private final SimulationPlan plan;
    private final Organisation organisation;
    private final Dice dice;

    private CopilotReport(SimulationPlan plan) {
        this.plan = plan;
        this.organisation = Organisation.of(plan);
        this.dice = Dice.of(plan.seed()).fork("copilot");
    }

    /** Whole UTC days of the plan; nothing is written when there were no reports then. The stream stays open. */
    static void write(SimulationPlan plan, OutputStream out) throws IOException {
        new CopilotReport(plan).write(out);
    }

    private void write(OutputStream out) throws IOException {
        LocalDate end = plan.until().atZone(ZoneOffset.UTC).toLocalDate();
        LocalDate first = plan.from().plusSeconds(86_399).atZone(ZoneOffset.UTC).toLocalDate();
        first = first.isBefore(FIRST) ? FIRST : first;
        JsonFactory factory = new JsonFactory().disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
        for (LocalDate from = first; from.isBefore(end); from = from.plusDays(DAYS)) {
            LocalDate until = from.plusDays(DAYS).isBefore(end) ? from.plusDays(DAYS) : end;
            try (JsonGenerator json = factory.createGenerator(out)) {
                report(json, from, until);
            }
            out.write('\n');
        }
    }

    private void report(JsonGenerator json, LocalDate from, LocalDate until) throws IOException {
        json.writeStartObject();
        json.writeArrayFieldStart("day_totals");
        for (LocalDate date = from; date.isBefore(until); date = date.plusDays(1)) {
            day(json, date, played(date));
        }
        json.writeEndArray();
        json.writeStringField("organization_id", String.valueOf(organisation.id()));
        json.writeStringField("report_start_day", from.toString());
        json.writeStringField("report_end_day", until.minusDays(1).toString());
        Instant made = until.atStartOfDay(ZoneOffset.UTC).toInstant();
        json.writeStringField("created_at", made.toString());
        json.writeEndObject();
    }

    private Day played(LocalDate date) {
        Day day = new Day();
        Dice today = dice.fork("day", date.toEpochDay());
        for (Team team : organisation.teams()) {
            for (Account person : team.membersOn(date)) {
                Dice own = today.fork("person", person.id());
                double share = team.calendar().working(date) ? share(date) : OFF_DUTY;
                if (own.chance(share)) {
                    day.people++;
                    play(day, team, person, own);
                }
            }
        }
        return day;
    }

    /** Of the work of a day the part that has to do with AI. */
    private double share(LocalDate date) {
        SimulationPlan.Adoption adoption = plan.adoption();
        double start = adoption.agentStart() + adoption.assistedStart() + adoption.unlabelledStart();
        double end = adoption.agentEnd() + adoption.assistedEnd() + adoption.unlabelledEnd();
        double days = date.toEpochDay() - plan.from().getEpochSecond() / 86_400.0;
        return start + (end - start) * StrictMath.max(0, StrictMath.min(1, days / (7.0 * plan.weeks())));
    }

    private void play(Day day, Team team, Account person, Dice own) {
        String editor = dice.fork("editor", person.id()).chance(0.65) ? "vscode" : "intellij";
        Language language = own.pick(team.repositories()).language();
        String name = language.label().toLowerCase(Locale.ROOT);
        long shown = own.poisson(COMPLETIONS);
        long taken = taken(shown, acceptance(language), own);
        day.add(editor, name, COMPLETION, 0, shown, taken, lines(shown, 2.4, own), lines(taken, 1.8, own));
        long asked = own.poisson(QUESTIONS);
        long blocks = own.poisson(asked * 0.6);
        long kept = taken(blocks, 0.3, own);
        day.add(editor, name, CHAT, asked, blocks, kept, lines(blocks, 9, own), lines(kept, 8, own));
        long edits = own.poisson(2);
        // Agents make their edits without offering them.
        day.add(editor, name, AGENT, 0, edits, 0, 0, lines(edits, 14, own));
    }

    /** Of the completions shown, the share that is taken; ours to choose, of the size that organisations report. */
    private static double acceptance(Language language) {
        return switch (language) {
            case JAVA -> 0.27;
            case TYPESCRIPT -> 0.30;
            case GO -> 0.24;
            case PYTHON -> 0.33;
        };
    }

    private static long taken(long offered, double share, Dice own) {
        long taken = 0;
        for (long i = 0; i < offered; i++) {
            taken += own.chance(share) ? 1 : 0;
        }
        return taken;
    }

    private static long lines(long pieces, double each, Dice own) {
        return own.poisson(pieces * each);
    }

    private void day(JsonGenerator json, LocalDate date, Day day) throws IOException {
        json.writeStartObject();
        json.writeStringField("day", date.toString());
        json.writeStringField("organization_id", String.valueOf(organisation.id()));
        json.writeNumberField("daily_active_users", day.people);
        day.all.write(json);
        rows(json, "totals_by_ide", day.editors, "ide");
        rows(json, "totals_by_feature", day.features, "feature");
        rows(json, "totals_by_language_feature", day.languages, "language", "feature");
        json.writeEndObject();
    }

    private static void rows(JsonGenerator json, String field, Map<String, Sums> rows, String... names)
            throws IOException {
        json.writeArrayFieldStart(field);
        for (Map.Entry<String, Sums> row : rows.entrySet()) {
            json.writeStartObject();
            String[] values = row.getKey().split(" ", names.length);
            for (int i = 0; i < names.length; i++) {
                json.writeStringField(names[i], values[i]);
            }
            row.getValue().write(json);
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
