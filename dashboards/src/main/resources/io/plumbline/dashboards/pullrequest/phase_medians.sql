-- Median phases of the pull requests that the repository merged in the 180 days up to the end of one.
SELECT
    count()                                                                                                     AS merged,
    if(countIf(coding_hours IS NOT NULL) = 0, NULL, quantileExactInclusiveIf(0.5)(assumeNotNull(coding_hours), coding_hours IS NOT NULL)) AS coding_hours_p50,
    countIf(coding_hours IS NOT NULL)                                                                           AS coding_n,
    if(countIf(pickup_hours IS NOT NULL) = 0, NULL, quantileExactInclusiveIf(0.5)(assumeNotNull(pickup_hours), pickup_hours IS NOT NULL)) AS pickup_hours_p50,
    countIf(pickup_hours IS NOT NULL)                                                                           AS pickup_n,
    if(countIf(review_hours IS NOT NULL) = 0, NULL, quantileExactInclusiveIf(0.5)(assumeNotNull(review_hours), review_hours IS NOT NULL)) AS review_hours_p50,
    countIf(review_hours IS NOT NULL)                                                                           AS review_n,
    if(countIf(merge_hours IS NOT NULL) = 0, NULL, quantileExactInclusiveIf(0.5)(assumeNotNull(merge_hours), merge_hours IS NOT NULL)) AS merge_hours_p50,
    countIf(merge_hours IS NOT NULL)                                                                            AS merge_n
FROM mart.flow
WHERE provider = :provider
  AND repo = :repo
  AND (:teams = '' OR has(splitByChar('\n', :teams), ifNull(team, '-')))
  AND toDate(merged_at, :zone) BETWEEN toDate(:closed_day) - 180 AND toDate(:closed_day)
