-- What happened in the week itself: pull requests opened, merged and closed, incidents, and whether anybody tells of incidents.
SELECT
    countIf(toDate(opened_at, :zone) BETWEEN toDate(:week_from) AND toDate(:week_to))                        AS opened,
    countIf(toDate(merged_at, :zone) BETWEEN toDate(:week_from) AND toDate(:week_to))                        AS merged,
    countIf(merged_at IS NULL AND toDate(closed_at, :zone) BETWEEN toDate(:week_from) AND toDate(:week_to))  AS closed,
    countIf(toDate(opened_at, :zone) BETWEEN toDate(:from) AND toDate(:to)
         OR toDate(ifNull(merged_at, closed_at), :zone) BETWEEN toDate(:from) AND toDate(:to))               AS known,
    (
        SELECT count()
        FROM mart.incident
        WHERE NOT maintenance
          AND toDate(triggered_at, :zone) BETWEEN toDate(:week_from) AND toDate(:week_to)
          AND (:team = '' OR ifNull(team, '-') = :team)
          AND (:teams = '' OR has(splitByChar('\n', :teams), ifNull(team, '-')))
    )                                                                                                        AS incidents,
    (
        SELECT count()
        FROM mart.incident_source
        WHERE connected AND repo IN (
            SELECT repo FROM mart.pull_request
            WHERE (:team = '' OR ifNull(team, '-') = :team)
              AND (:teams = '' OR has(splitByChar('\n', :teams), ifNull(team, '-'))))
    ) > 0                                                                                                    AS incidents_connected
FROM mart.pull_request
WHERE (:team = '' OR ifNull(team, '-') = :team)
  AND (:teams = '' OR has(splitByChar('\n', :teams), ifNull(team, '-')))
