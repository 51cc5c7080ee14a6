-- The five keys of DORA in the period and in the one of equal length before it; days of deployments are UTC, as in mart.dora.
WITH
    daily AS
    (
        SELECT day >= toDate(:from) AS is_now, *
        FROM mart.dora_daily
        WHERE day BETWEEN toDate(:previous_from) AND toDate(:to)
          AND (:repo = '' OR repo = :repo)
          AND (:team = '' OR ifNull(team, '-') = :team)
          AND (:teams = '' OR has(splitByChar('\n', :teams), ifNull(team, '-')))
    ),
    repaired AS
    (
        SELECT
            toDate(i.triggered_at, :zone) >= toDate(:from)  AS is_now,
            i.status != 'resolved'                          AS is_open,
            if(i.resolved_at IS NULL OR c.live_at IS NULL, NULL,
                greatest(0., dateDiff('millisecond', assumeNotNull(c.live_at), assumeNotNull(i.resolved_at)) / 3600000.)) AS hours
        FROM
        (
            SELECT incident, triggered_at, status, resolved_at
            FROM mart.incident
            WHERE NOT maintenance AND tier IN ('L1', 'L2')
              AND toDate(triggered_at, :zone) BETWEEN toDate(:previous_from) AND toDate(:to)
              AND (:repo = '' OR ifNull(repo, '') = :repo)
              AND (:team = '' OR ifNull(team, '-') = :team)
              AND (:teams = '' OR has(splitByChar('\n', :teams), ifNull(team, '-')))
        ) AS i
        LEFT JOIN
        (
            SELECT incident, toNullable(max(at)) AS live_at
            FROM mart.incident_cause
            WHERE strongest AND deployment IS NOT NULL
            GROUP BY incident
        ) AS c ON c.incident = i.incident
        SETTINGS join_use_nulls = 1
    ),
    failed AS
    (
        SELECT day >= toDate(:from) AS is_now, metric_id, numerator, denominator
        FROM mart.metric_daily
        WHERE metric_id IN ('change_failure_rate_low', 'change_failure_rate_high') AND dimension IS NULL AND finality = 'final'
          AND day BETWEEN toDate(:previous_from) AND toDate(:to)
          AND (:repo = '' OR repo = :repo)
          AND (:team = '' OR ifNull(team, '-') = :team)
          AND (:teams = '' OR has(splitByChar('\n', :teams), ifNull(team, '-')))
    )
SELECT
    key,
    is_now,
    numerator_count,
    denominator_count,
    toInt64(length(hours))                                                                    AS n,
    if(n = 0, NULL, arrayReduce('quantileExactInclusive(0.5)', hours))                        AS p50_hours,
    -- Ranks of the order statistics that bound the median with 95 %; below six values there are none.
    if(n < 6, NULL, arraySort(hours)[toInt64(greatest(1, floor(n / 2 - 0.98 * sqrt(n))))])    AS p50_lower_hours,
    if(n < 6, NULL, arraySort(hours)[toInt64(least(toFloat64(n), 1 + ceil(n / 2 + 0.98 * sqrt(n))))])    AS p50_upper_hours
FROM
(
    -- Asked once: the view joins every deployment with its pull requests.
    SELECT part.1 AS key, is_now, part.2 AS numerator_count, part.3 AS denominator_count, part.4 AS hours
    FROM
    (
        SELECT
            is_now,
            toInt64(sum(deployments_ended))                             AS ended,
            toInt64(sum(deployments_count))                             AS succeeded,
            toInt64(sum(rework_count))                                  AS unplanned,
            toInt64(sum(changes_count))                                 AS changes,
            toInt64(sum(changes_count) - sum(changes_without_lead))     AS followed,
            groupArrayArray(lead_hours)                                 AS leads
        FROM daily
        GROUP BY is_now
    )
    ARRAY JOIN [
        ('deployments', succeeded, ended, CAST([], 'Array(Float64)')),
        ('lead time', followed, changes, leads),
        ('rework', unplanned, ended, CAST([], 'Array(Float64)'))] AS part
    UNION ALL
    SELECT if(metric_id = 'change_failure_rate_low', 'failures low', 'failures high') AS key, is_now,
           toInt64(sum(numerator)) AS numerator_count, toInt64(sum(denominator)) AS denominator_count,
           CAST([], 'Array(Float64)') AS hours
    FROM failed GROUP BY metric_id, is_now
    UNION ALL
    SELECT 'recovery' AS key, is_now, toInt64(countIf(is_open)) AS numerator_count, toInt64(count()) AS denominator_count,
           groupArrayIf(assumeNotNull(hours), hours IS NOT NULL) AS hours
    FROM repaired GROUP BY is_now
)
ORDER BY key, is_now DESC
