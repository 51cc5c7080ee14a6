-- Rounds of changes requested, push, review in closed pull requests that a person reviewed, by origin, in two periods.
SELECT
    day >= toDate(:from)                      AS is_now,
    of_origin,
    count()                                   AS pull_requests,
    sum(rounds)                               AS rounds_count,
    sum(toFloat64(rounds) * rounds)           AS squares,
    countIf(rounds > 0)                       AS with_a_round
FROM
(
    SELECT
        toString(origin)                               AS of_origin,
        toDate(ifNull(merged_at, closed_at), :zone)    AS day,
        toInt64(review_rounds)                         AS rounds
    FROM mart.pull_request
    WHERE human_reviews > 0
      AND toDate(ifNull(merged_at, closed_at), :zone) BETWEEN toDate(:previous_from) AND toDate(:to)
      AND (:repo = '' OR repo = :repo)
      AND (:team = '' OR ifNull(team, '-') = :team)
      AND (:teams = '' OR has(splitByChar('\n', :teams), ifNull(team, '-')))
      AND (:tool = '' OR ifNull(tool, '-') = :tool OR NOT startsWith(toString(origin), 'ai_'))
      AND (:origin = '' OR origin = :origin OR NOT startsWith(toString(origin), 'ai_'))
)
GROUP BY is_now, of_origin
ORDER BY is_now DESC, of_origin
