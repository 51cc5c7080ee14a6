-- How evenly reviewing is spread, by team: medians over the weeks of the period that may be shown.
SELECT
    ifNull(team, '-')                                                             AS of_team,
    count()                                                                       AS weeks,
    countIf(suppressed IS NOT NULL)                                               AS weeks_suppressed,
    sum(human_reviews)                                                            AS reviews,
    quantileExactInclusiveIf(0.5)(assumeNotNull(reviewers), reviewers IS NOT NULL)                          AS p50_reviewers,
    quantileExactInclusiveIf(0.5)(assumeNotNull(reviews_per_reviewer), reviews_per_reviewer IS NOT NULL)    AS p50_reviews_per_reviewer,
    quantileExactInclusiveIf(0.5)(assumeNotNull(gini), gini IS NOT NULL)                                    AS p50_gini
FROM mart.review_load
WHERE week BETWEEN toMonday(toDate(:from)) AND toDate(:to)
  AND (:team = '' OR ifNull(team, '-') = :team)
  AND (:teams = '' OR has(splitByChar('\n', :teams), ifNull(team, '-')))
GROUP BY of_team
ORDER BY of_team
