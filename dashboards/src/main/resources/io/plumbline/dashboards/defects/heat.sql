-- Findings by category and severity, of AI reviewers or of people, in AI-written pull requests and in the rest.
SELECT
    is_ai,
    pull_requests,
    finding.2                         AS severity,
    finding.3                         AS category,
    sum(finding.4)                    AS findings_count,
    count()                           AS with_a_finding
FROM
(
    SELECT
        startsWith(toString(origin), 'ai_')                                            AS is_ai,
        count() OVER (PARTITION BY is_ai)                                              AS pull_requests,
        -- One entry without findings keeps pull requests in which nothing was found.
        if(empty(arrayFilter(one -> (one.1 = 'people') = (:detector = 'people'), counts)),
            [('', '', '', toUInt32(0))],
            arrayFilter(one -> (one.1 = 'people') = (:detector = 'people'), counts))    AS found
    FROM mart.findings
    WHERE if(:detector = 'people', reviewed_by_people, notEmpty(ai_detectors))
      AND origin != 'automation_bot'
      AND toDate(ifNull(merged_at, closed_at), :zone) BETWEEN toDate(:from) AND toDate(:to)
      AND (:repo = '' OR repo = :repo)
      AND (:team = '' OR ifNull(team, '-') = :team)
      AND (:teams = '' OR has(splitByChar('\n', :teams), ifNull(team, '-')))
      AND (:tool = '' OR ifNull(tool, '-') = :tool OR NOT startsWith(toString(origin), 'ai_'))
      AND (:origin = '' OR origin = :origin OR NOT startsWith(toString(origin), 'ai_'))
)
ARRAY JOIN found AS finding
GROUP BY is_ai, pull_requests, severity, category
ORDER BY is_ai DESC, category, severity
