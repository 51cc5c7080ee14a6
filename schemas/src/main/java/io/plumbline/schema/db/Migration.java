package io.plumbline.schema.db;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * One immutable SQL file.
 *
 * @param version 1, 2, ..
 * @param name file name
 * @param sql text with placeholders
 */
record Migration(int version, String name, String sql) {

    /** In the order of execution. A new file is added to this list and to the folder; a test compares the two. */
    static final List<String> FILES = List.of(
            "V0001__raw_and_normalised_events.sql",
            "V0002__pull_request_facts_and_counters.sql",
            "V0003__mart_views.sql",
            "V0004__people_work_and_review_of_pull_requests.sql",
            "V0005__line_attribution.sql",
            "V0006__usage_and_adoption.sql",
            "V0007__suggestions.sql",
            "V0008__reconciliation_and_finality.sql",
            "V0009__decisions_and_directory.sql",
            "V0010__findings.sql",
            "V0011__deployments.sql",
            "V0012__incidents.sql",
            "V0013__rework.sql",
            "V0014__line_history.sql",
            "V0015__flow.sql",
            "V0016__chain.sql",
            "V0017__privacy.sql",
            "V0020__comparison.sql",
            "V0021__questions_over_years.sql");

    static List<Migration> all() {
        var all = new ArrayList<Migration>();
        for (var file : FILES) {
            all.add(new Migration(Integer.parseInt(file.substring(1, 5)), file, read(file)));
        }
        return all;
    }

    /** SHA-256 of the file, before placeholders are filled in. */
    String checksum() {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(sql.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    /** Statements end with a semicolon at the end of a line. */
    List<String> statements(Deployment deployment) {
        var statements = new ArrayList<String>();
        for (var part : deployment.fill(sql).split(";[ \\t]*(\\r?\\n|$)", -1)) {
            if (!part.lines().allMatch(line -> line.isBlank() || line.startsWith("--"))) {
                statements.add(part.strip());
            }
        }
        return statements;
    }

    private static String read(String file) {
        try (var in = Migration.class.getResourceAsStream("/io/plumbline/schema/db/" + file)) {
            if (in == null) {
                throw new IllegalStateException("Missing migration " + file);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read migration " + file, e);
        }
    }
}
