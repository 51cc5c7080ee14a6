-- Findings of AI reviewers in pull requests that they looked at and that ended, by ISO week, with what their spread needs.
SELECT
    toMonday(toDate(assumeNotNull(ifNull(merged_at, closed_at)), :zone))    AS week,
    count()                                                                 AS pull_requests,
    toInt64(sum(ai_findings))                                               AS findings_count,
    toFloat64(sum(toInt64(ai_findings) * toInt64(ai_findings)))             AS squares
FROM mart.findings
WHERE notEmpty(ai_detectors)
  AND origin != 'automation_bot'
  AND ifNull(merged_at, closed_at) IS NOT NULL
  AND toDate(ifNull(merged_at, closed_at), :zone) BETWEEN toDate(:from) AND toDate(:to)
  AND (:team = '' OR ifNull(team, '-') = :team)
  AND (:teams = '' OR has(splitByChar('\n', :teams), ifNull(team, '-')))
GROUP BY week
ORDER BY week
