-- Eight key figures of a period and of the one before it, by week and in all, for everything or by team.
SELECT measure, team_id, is_now, week, events, units, squares, p50, p50_lower_95, p50_upper_95, people
FROM
(
    SELECT
        if(metric_id = 'merged_closed', 'merged', toString(metric_id)) AS measure,
        if(:by_team = '', '', ifNull(toString(team), '-'))   AS team_id,
        day >= toDate(:from)                                 AS is_now,
        toMonday(day)                                        AS week,
        toFloat64(sum(numerator))                            AS events,
        toInt64(sum(denominator))                            AS units,
        toFloat64(0)                                         AS squares,
        CAST(NULL, 'Nullable(Float64)')                      AS p50,
        CAST(NULL, 'Nullable(Float64)')                      AS p50_lower_95,
        CAST(NULL, 'Nullable(Float64)')                      AS p50_upper_95,
        ''                                                   AS people
    FROM mart.metric_daily
    WHERE metric_id IN ('merged_closed', 'ai_pr_share', 'merged_matured', 'corrective_21d', 'change_failure_rate_low')
      AND day BETWEEN toDate(:previous_from) AND toDate(:to)
      AND (finality = 'final' OR metric_id IN ('merged_closed', 'ai_pr_share'))
      AND (:repo = '' OR repo = :repo)
      AND (:team = '' OR ifNull(team, '-') = :team)
      AND (:teams = '' OR has(splitByChar('\n', :teams), ifNull(team, '-')))
      -- A deployment carries pull requests of any tool and origin.
      AND (metric_id = 'change_failure_rate_low'
           OR ((:tool = '' OR ifNull(tool, '-') = :tool) AND (:origin = '' OR origin = :origin)))
    GROUP BY measure, team_id, is_now, week

    UNION ALL

    SELECT
        'findings_per_100_prs' AS measure, team_id, day >= toDate(:from) AS is_now, toMonday(day) AS week,
        toFloat64(sum(found)) AS events, toInt64(count()) AS units, toFloat64(sum(found * found)) AS squares,
        NULL AS p50, NULL AS p50_lower_95, NULL AS p50_upper_95, '' AS people
    FROM
    (
        SELECT
            if(:by_team = '', '', ifNull(toString(team), '-')) AS team_id,
            toDate(ifNull(merged_at, closed_at), :zone)        AS day,
            toInt64(ai_findings)                               AS found
        FROM mart.findings
        WHERE notEmpty(ai_detectors)
          AND origin != 'automation_bot'
          AND (:repo = '' OR repo = :repo)
          AND (:team = '' OR ifNull(team, '-') = :team)
          AND (:teams = '' OR has(splitByChar('\n', :teams), ifNull(team, '-')))
          AND (:tool = '' OR ifNull(tool, '-') = :tool)
          AND (:origin = '' OR origin = :origin)
    )
    WHERE day BETWEEN toDate(:previous_from) AND toDate(:to)
    GROUP BY team_id, is_now, week

    UNION ALL

    -- Medians by week, and under the week 1970-01-01 of each whole period. The ends of their 95 % interval are order statistics,
    -- by the normal approximation of the binomial distribution of the rank.
    SELECT
        measure, team_id, is_now, week, toFloat64(unfinished) AS events, n AS units, toFloat64(0) AS squares,
        if(n = 0, NULL, (hours[intDiv(n + 1, 2)] + hours[intDiv(n, 2) + 1]) / 2) AS p50,
        if(low < 1, NULL, hours[low])                            AS p50_lower_95,
        if(low < 1, NULL, hours[n + 1 - low])                    AS p50_upper_95,
        '' AS people
    FROM
    (
        SELECT
            measure, team_id, is_now, week,
            arraySort(groupArrayIf(assumeNotNull(taken), taken IS NOT NULL)) AS hours,
            countIf(taken IS NULL)                               AS unfinished,
            toInt64(length(hours))                               AS n,
            toInt64(floor((n - 1.959964 * sqrt(n)) / 2))         AS low
        FROM
        (
            SELECT
                'cycle' AS measure,
                if(:by_team = '', '', ifNull(toString(team), '-')) AS team_id,
                toDate(merged_at, :zone)                           AS day,
                commit_to_merge_hours                              AS taken
            FROM mart.flow
            WHERE merged_at IS NOT NULL
              AND origin != 'automation_bot'
              AND (:repo = '' OR repo = :repo)
              AND (:team = '' OR ifNull(team, '-') = :team)
              AND (:teams = '' OR has(splitByChar('\n', :teams), ifNull(team, '-')))
              AND (:tool = '' OR ifNull(tool, '-') = :tool)
              AND (:origin = '' OR origin = :origin)

            UNION ALL

            SELECT
                'recovery' AS measure,
                if(:by_team = '', '', ifNull(i.team, '-'))         AS team_id,
                toDate(i.triggered_at, :zone)                      AS day,
                if(i.resolved_at IS NULL, NULL, greatest(0., dateDiff('millisecond', c.deployed_at, i.resolved_at) / 3600000.)) AS taken
            FROM mart.incident AS i
            INNER JOIN
            (
                SELECT incident, max(at) AS deployed_at
                FROM mart.incident_cause
                WHERE strongest AND tier IN ('L1', 'L2') AND deployment IS NOT NULL
                GROUP BY incident
            ) AS c ON c.incident = i.incident
            WHERE NOT i.maintenance
              AND (:repo = '' OR i.repo = :repo)
              AND (:team = '' OR ifNull(i.team, '-') = :team)
              AND (:teams = '' OR has(splitByChar('\n', :teams), ifNull(i.team, '-')))
        )
        ARRAY JOIN [toMonday(day), toDate('1970-01-01')] AS week
        WHERE day BETWEEN toDate(:previous_from) AND toDate(:to)
        GROUP BY measure, team_id, day >= toDate(:from) AS is_now, week
    )

    UNION ALL

    -- Whose work it is: the people who answer for the pull requests opened; asked for only where teams are compared.
    SELECT
        'people' AS measure, ifNull(toString(team), '-') AS team_id, toDate(opened_at, :zone) >= toDate(:from) AS is_now,
        toDate('1970-01-01') AS week, toFloat64(count()) AS events, toInt64(uniqExact(accountable_id)) AS units, toFloat64(0) AS squares,
        NULL AS p50, NULL AS p50_lower_95, NULL AS p50_upper_95,
        arrayStringConcat(arraySort(groupUniqArray(toString(accountable_id))), '\n') AS people
    FROM mart.pull_request
    WHERE :by_team != ''
      AND accountable_id != ''
      AND toDate(opened_at, :zone) BETWEEN toDate(:previous_from) AND toDate(:to)
      AND (:repo = '' OR repo = :repo)
      AND (:team = '' OR ifNull(team, '-') = :team)
      AND (:teams = '' OR has(splitByChar('\n', :teams), ifNull(team, '-')))
    GROUP BY team_id, is_now

    UNION ALL

    SELECT
        'incident_sources' AS measure, '' AS team_id, true AS is_now, toDate('1970-01-01') AS week,
        toFloat64(0) AS events, toInt64(countIf(connected) > 0) AS units, toFloat64(0) AS squares,
        NULL AS p50, NULL AS p50_lower_95, NULL AS p50_upper_95, '' AS people
    FROM mart.incident_source
)
ORDER BY measure, team_id, is_now DESC, week
