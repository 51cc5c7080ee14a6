-- Incidents laid on merged pull requests and their reverts, by side; reads a table because mart.chain joins much more.
SELECT
    side,
    countIf(known)                                                    AS pull_requests_known,
    sumIf(low, known)                                                 AS incidents_low,
    sumIf(high, known)                                                AS incidents_high,
    poisson_lower(incidents_low)                                      AS incidents_low_lower,
    poisson_upper(incidents_low)                                      AS incidents_low_upper,
    poisson_lower(incidents_high)                                     AS incidents_high_lower,
    poisson_upper(incidents_high)                                     AS incidents_high_upper,
    countIf(old_enough)                                               AS pull_requests_old_enough,
    countIf(old_enough AND is_reverted)                               AS reverted,
    countIf(NOT old_enough)                                           AS too_young
FROM
(
    SELECT
        arrayJoin(multiIf(startsWith(toString(m.origin), 'ai_'), ['ai', toString(m.origin)], [toString(m.origin)])) AS side,
        ifNull(d.incidents_known, false)                              AS known,
        ifNull(d.low, 0)                                              AS low,
        ifNull(d.high, 0)                                             AS high,
        m.merged_at <= toDateTime64(:today, 3, 'UTC') - toIntervalDay(30) AS old_enough,
        m.reverted_30d                                                AS is_reverted
    FROM
    (
        SELECT provider, repo, number, origin, merged_at, reverted_30d
        FROM mart.rework
        WHERE toDate(merged_at, :zone) BETWEEN toDate(:from) AND toDate(:to)
          AND (:repo = '' OR repo = :repo)
          AND (:team = '' OR ifNull(team, '-') = :team)
          AND (:teams = '' OR has(splitByChar('\n', :teams), ifNull(team, '-')))
          AND (:tool = '' OR ifNull(tool, '-') = :tool OR NOT startsWith(toString(origin), 'ai_'))
          AND (:origin = '' OR origin = :origin OR NOT startsWith(toString(origin), 'ai_'))
    ) AS m
    LEFT JOIN
    (
        SELECT
            provider, repo, number, incidents_known,
            arraySum(one -> if(one.2 IN ('L1', 'L2'), one.3, 0), incidents) / 1e6   AS low,
            arraySum(one -> one.3, incidents) / 1e6                                 AS high
        FROM plumbline.delivery FINAL
        WHERE is_deleted = 0
    ) AS d ON d.provider = m.provider AND d.repo = m.repo AND d.number = m.number
)
GROUP BY side
ORDER BY side
