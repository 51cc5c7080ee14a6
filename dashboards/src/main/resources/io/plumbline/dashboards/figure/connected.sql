-- What is connected at all, whatever the period and the filters: line histories, deployments, incidents, usage, reviews.
SELECT
    (SELECT count() FROM mart.line_history
     WHERE (:teams = '' OR has(splitByChar('\n', :teams), ifNull(team, '-'))))                  AS line_commits,
    (SELECT count() FROM mart.deployment
     WHERE production AND (:teams = '' OR has(splitByChar('\n', :teams), ifNull(team, '-'))))   AS deployments,
    (SELECT count() FROM mart.incident_source
     WHERE connected AND (:repo = '' OR repo = :repo))                                          AS incident_sources,
    (SELECT count() FROM mart.usage_day)                                                        AS usage_reports,
    (SELECT count() FROM mart.suggestion
     WHERE (:teams = '' OR has(splitByChar('\n', :teams), ifNull(team, '-'))))                  AS review_comments,
    (SELECT count() FROM mart.findings
     WHERE notEmpty(ai_detectors)
       AND (:teams = '' OR has(splitByChar('\n', :teams), ifNull(team, '-'))))                  AS reviewed_pull_requests
