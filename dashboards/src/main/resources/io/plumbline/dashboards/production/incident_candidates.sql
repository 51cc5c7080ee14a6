-- What may have caused one incident, the strongest evidence first, with the share of it that each carries; titles of the reader's teams.
SELECT
    laid.tier AS tier, laid.strongest AS strongest, nullIf(laid.pull_request, '') AS pull_request, fact.title AS title,
    nullIf(laid.deployment, '') AS deployment, laid.weight AS weight, laid.high_weight AS high_weight, laid.reason AS reason, laid.at AS at
FROM
(
    SELECT cause.1 AS tier, cause.1 = tier_of_incident AS strongest, cause.2 AS pull_request, cause.3 AS deployment,
           cause.4 / 1e6 AS weight, cause.5 / 1e6 AS high_weight, cause.6 AS reason, cause.7 AS at
    FROM (SELECT toString(tier) AS tier_of_incident, arrayJoin(causes) AS cause FROM plumbline.incident FINAL WHERE is_deleted = 0 AND id = :incident)
) AS laid
LEFT JOIN
(
    SELECT id, title FROM plumbline.pull_request FINAL
    WHERE is_deleted = 0 AND repo IN (SELECT repo FROM plumbline.incident WHERE id = :incident)
      AND (:teams = '' OR has(splitByChar('\n', :teams), team))
) AS fact ON fact.id = laid.pull_request
ORDER BY tier, weight DESC, at DESC, pull_request
LIMIT 200
