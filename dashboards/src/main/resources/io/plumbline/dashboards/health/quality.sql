-- How much of what is counted is not known: pull requests opened in the period, and counters whose window is open.
SELECT what, missing, everything
FROM
(
    SELECT
        [
            ('unknown origin', countIf(origin = 'unknown'), count()),
            ('no team', countIf(team IS NULL), count()),
            ('size not stated', countIf(additions IS NULL), count()),
            ('kind of work unknown', countIf(task_type IS NULL), count()),
            ('files unknown', countIf(known_paths = 0), count()),
            ('origin set by a person', countIf(origin_overridden), count())
        ] AS parts
    FROM mart.pull_request
    WHERE toDate(opened_at, :zone) BETWEEN toDate(:from) AND toDate(:to)
      AND (:repo = '' OR repo = :repo)
      AND (:team = '' OR ifNull(team, '-') = :team)
      AND (:teams = '' OR has(splitByChar('\n', :teams), ifNull(team, '-')))
      AND (:tool = '' OR ifNull(tool, '-') = :tool)
      AND (:origin = '' OR origin = :origin)
    UNION ALL
    SELECT
        [
            ('counters still provisional', countIf(finality = 'provisional'), count()),
            ('counters published as final', countIf(published_final), count())
        ] AS parts
    FROM mart.metric_daily
    WHERE day BETWEEN toDate(:from) AND toDate(:to)
      AND (:repo = '' OR repo = :repo)
      AND (:team = '' OR ifNull(team, '-') = :team)
      AND (:teams = '' OR has(splitByChar('\n', :teams), ifNull(team, '-')))
      AND (:tool = '' OR ifNull(tool, '-') = :tool)
      AND (:origin = '' OR origin = :origin)
)
ARRAY JOIN parts.1 AS what, parts.2 AS missing, parts.3 AS everything
ORDER BY startsWith(what, 'counters'), missing DESC, what
