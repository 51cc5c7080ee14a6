-- How far one pull request came: suggestions, production, lines, corrections, incidents; the row of mart.chain from its tables.
SELECT
    suggestions.shown AS suggestions_shown,
    suggestions.decided AS suggestions_decided,
    suggestions.accepted AS suggestions_accepted,
    live.deployment AS deployment,
    live.deployed_at AS deployed_at,
    live.incidents_known AS incidents_known,
    after.paths_known AS paths_known,
    after.corrections AS corrections,
    after.lines_born AS lines_merged,
    after.lines_alive_after_21_days AS lines_alive_after21_days,
    after.line_data_until AS line_data_until
FROM
(
    SELECT count() AS shown, countIf(decided) AS decided, countIf(accepted) AS accepted
    FROM plumbline.suggestion FINAL
    WHERE is_deleted = 0 AND provider = :provider AND repo = :repo AND number = :number
      AND reviewer_kind = 'ai' AND exclusion = ''
) AS suggestions
LEFT JOIN
(
    SELECT 1 AS one, splitByString('/deployment/', deployment)[-1] AS deployment, deployed_at, incidents_known
    FROM plumbline.delivery FINAL
    WHERE is_deleted = 0 AND provider = :provider AND repo = :repo AND number = :number
) AS live ON live.one = 1
LEFT JOIN
(
    SELECT 1 AS one, paths_known, toUInt32(length(corrections)) AS corrections, lines_born, lines_alive_after_21_days, line_data_until
    FROM plumbline.rework FINAL
    WHERE is_deleted = 0 AND provider = :provider AND repo = :repo AND number = :number
) AS after ON after.one = 1
