-- What a team's agreements on reviews, size and open work are held against: medians and counts of the last days, and how many people are behind them.
SELECT
    uniqExactIf(author_id, is_active AND author_id != '')                               AS people,
    countIf(reviewed)                                                                   AS pickup_n,
    if(pickup_n = 0, 0., quantileExactInclusiveIf(0.5)(ifNull(pickup_work_hours, 0.), reviewed)) AS pickup_hours,
    countIf(is_merged AND written_lines IS NOT NULL)                                    AS size_n,
    if(size_n = 0, 0., toFloat64(quantileExactInclusiveIf(0.5)(toFloat64(ifNull(written_lines, 0)), is_merged AND written_lines IS NOT NULL))) AS size_lines,
    countIf(outcome = 'open' AND ready_at IS NOT NULL)                                  AS open_now,
    countIf(is_merged)                                                                  AS merged,
    countIf(is_merged AND human_reviews = 0)                                            AS merged_unreviewed
FROM
(
    SELECT
        author_id, outcome, ready_at, written_lines, human_reviews, pickup_work_hours,
        ifNull(toDate(merged_at, :zone) BETWEEN toDate(:from) AND toDate(:to), false)   AS is_merged,
        pickup_work_hours IS NOT NULL
            AND ifNull(toDate(first_human_review_at, :zone) BETWEEN toDate(:from) AND toDate(:to), false) AS reviewed,
        is_merged OR reviewed OR outcome = 'open'                                       AS is_active
    FROM mart.flow
    WHERE origin != 'automation_bot'
      AND (:team = '' OR ifNull(team, '-') = :team)
      AND (:teams = '' OR has(splitByChar('\n', :teams), ifNull(team, '-')))
)
