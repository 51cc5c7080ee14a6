-- What became of one's own pull requests that were opened in the last so many days.
SELECT
    count()                                                             AS opened,
    countIf(merged_at IS NOT NULL)                                      AS merged,
    countIf(merged_at IS NULL AND closed_at IS NOT NULL)                AS closed_without_merge,
    countIf(merged_at IS NULL AND closed_at IS NULL)                    AS still_open,
    countIf(origin IN ('ai_agent', 'ai_assisted'))                      AS with_ai,
    countIf(human_reviews > 0)                                          AS reviewed,
    countIf(human_reviews > 0 AND pushes_after_first_human_review > 0)  AS pushed_to_after_review,
    quantileExactInclusiveIf(0.5)(dateDiff('millisecond', ifNull(ready_at, opened_at), assumeNotNull(first_human_review_at)) / 3600000.,
        first_human_review_at IS NOT NULL)                              AS pickup_p50_hours,
    quantileExactInclusiveIf(0.5)(dateDiff('millisecond', opened_at, assumeNotNull(merged_at)) / 3600000.,
        merged_at IS NOT NULL)                                          AS merge_p50_hours,
    countIf(first_human_review_at IS NOT NULL)                          AS picked_up
FROM plumbline.pull_request FINAL
WHERE is_deleted = 0
  AND toDate(opened_at, :zone) > toDate(:today) - toIntervalDay(:days)
  AND hasAny(splitByChar('\n', :accounts), [
        concat(provider, ':', lower(author_login)),
        concat(provider, ':#', toString(ifNull(author_id, 0))),
        concat(provider, ':', lower(accountable_login))])
