package io.plumbline.dashboards.sqlconsole;

import java.util.List;

/** A question to begin with. */
record Example(String title, String statement) {

    static final List<Example> ALL = List.of(
            new Example("Share of pull requests merged, by tool, with 95 % bounds", """
                    -- Sum counters and compute bounds again; never average ratios.
                    SELECT tool, sum(numerator) AS merged, sum(denominator) AS opened,
                           round(100 * merged / opened, 1) AS merged_percent,
                           round(100 * wilson_lower(merged, opened), 1) AS low,
                           round(100 * wilson_upper(merged, opened), 1) AS high
                    FROM mart.metric_daily
                    WHERE metric_id = 'merged_all' AND tool IS NOT NULL
                    GROUP BY tool
                    ORDER BY opened DESC"""),
            new Example("Merged pull requests by week and origin", """
                    SELECT toMonday(toDate(merged_at)) AS week,
                           countIf(origin = 'ai_agent') AS agents,
                           countIf(origin = 'ai_assisted') AS assisted,
                           countIf(origin = 'unknown') AS no_evidence_of_ai
                    FROM mart.pull_request
                    WHERE merged_at IS NOT NULL
                    GROUP BY week
                    ORDER BY week"""),
            new Example("Hours from ready to first human review, one repository", """
                    SELECT origin, count() AS reviewed,
                           round(quantileExactInclusive(0.5)(pickup_human_hours), 1) AS median_hours,
                           round(quantileExactInclusive(0.9)(pickup_human_hours), 1) AS p90_hours
                    FROM mart.pull_request
                    WHERE pickup_human_hours IS NOT NULL AND (repo = {repo:String} OR {repo:String} = '')
                    GROUP BY origin
                    ORDER BY origin"""),
            new Example("Corrections within 21 days, by kind of work", """
                    SELECT task_type, origin, count() AS merged, countIf(corrected_21d) AS corrected,
                           round(100 * wilson_lower(corrected, merged), 1) AS low,
                           round(100 * wilson_upper(corrected, merged), 1) AS high
                    FROM mart.rework
                    WHERE paths_known AND merged_at < now() - INTERVAL 21 DAY
                    GROUP BY task_type, origin
                    HAVING merged >= 10
                    ORDER BY task_type, origin"""),
            new Example("From a figure to its evidence: the last pull requests of a tool", """
                    SELECT repo, number, outcome, opened_at, merged_at, attribution_confidence
                    FROM mart.pull_request
                    WHERE tool = {tool:String}
                    ORDER BY opened_at DESC
                    LIMIT {rows:UInt16}"""));
}
