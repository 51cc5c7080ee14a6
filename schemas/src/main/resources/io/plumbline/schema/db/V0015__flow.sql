-- Phases, sizes, load: the flow of pull requests.

ALTER TABLE plumbline.pull_request${on_cluster}
    ADD COLUMN IF NOT EXISTS first_commit_at      Nullable(DateTime64(3, 'UTC')) AFTER head_sha,
    ADD COLUMN IF NOT EXISTS last_approved_at     Nullable(DateTime64(3, 'UTC')) AFTER first_commit_at,
    ADD COLUMN IF NOT EXISTS review_state         LowCardinality(String) AFTER last_approved_at,
    ADD COLUMN IF NOT EXISTS reviews_by_persons   Array(Tuple(at DateTime64(3, 'UTC'), person String)) AFTER review_state,
    ADD COLUMN IF NOT EXISTS draft_millis         UInt64 AFTER reviews_by_persons,
    ADD COLUMN IF NOT EXISTS draft_since          Nullable(DateTime64(3, 'UTC')) AFTER draft_millis,
    ADD COLUMN IF NOT EXISTS pushes_after_first_bot_review UInt32 AFTER draft_since,
    ADD COLUMN IF NOT EXISTS changed_after_submission Bool AFTER pushes_after_first_bot_review,
    ADD COLUMN IF NOT EXISTS lines_after_first_human_review Nullable(UInt32) AFTER changed_after_submission,
    ADD COLUMN IF NOT EXISTS written_additions    Nullable(UInt32) AFTER lines_after_first_human_review,
    ADD COLUMN IF NOT EXISTS written_deletions    Nullable(UInt32) AFTER written_additions,
    ADD COLUMN IF NOT EXISTS written_files        Nullable(UInt32) AFTER written_deletions,
    ADD COLUMN IF NOT EXISTS work_zone            LowCardinality(String) AFTER written_files,
    ADD COLUMN IF NOT EXISTS coding_work_millis   Nullable(UInt64) AFTER work_zone,
    ADD COLUMN IF NOT EXISTS pickup_work_millis   Nullable(UInt64) AFTER coding_work_millis,
    ADD COLUMN IF NOT EXISTS review_work_millis   Nullable(UInt64) AFTER pickup_work_millis,
    ADD COLUMN IF NOT EXISTS merge_work_millis    Nullable(UInt64) AFTER review_work_millis,
    ADD COLUMN IF NOT EXISTS clock_skews          UInt32 AFTER merge_work_millis;

-- Where the time of each pull request went. Hours of the wall clock, and in *_work_hours of the team's working time (Monday
-- to Friday, 9 to 17 in its zone; holidays unknown). The topology decides which phases there are: where a span is negative
-- or has not ended, both clocks say NULL. Draft time is apart, it lies within coding (and within review, when a pull request
-- went back to draft). Size classes: small and medium by LinearB's "elite" sizes (98 by P75, 219 by average), the rest ours.
CREATE OR REPLACE VIEW mart.flow${on_cluster} AS
SELECT
    provider,
    repo,
    number,
    author_person          AS author_id,
    nullIf(team, '')       AS team,
    origin,
    nullIf(tool, '')       AS tool,
    nullIf(task_type, '')  AS task_type,
    outcome,
    first_commit_at,
    opened_at,
    ready_at,
    first_human_review_at,
    approved_at,
    last_approved_at,
    merged_at,
    closed_at,
    if(coding_work_millis IS NULL, NULL, dateDiff('millisecond', first_commit_at, ready_at) / 3600000.)           AS coding_hours,
    if(pickup_work_millis IS NULL, NULL, dateDiff('millisecond', ready_at, first_human_review_at) / 3600000.)     AS pickup_hours,
    if(review_work_millis IS NULL, NULL, dateDiff('millisecond', first_human_review_at, approved_at) / 3600000.)  AS review_hours,
    if(merge_work_millis IS NULL, NULL, dateDiff('millisecond', approved_at, merged_at) / 3600000.)               AS merge_hours,
    if(coding_work_millis IS NULL OR merged_at < first_commit_at, NULL,
        dateDiff('millisecond', first_commit_at, merged_at) / 3600000.)                                           AS commit_to_merge_hours,
    coding_work_millis / 3600000. AS coding_work_hours,
    pickup_work_millis / 3600000. AS pickup_work_hours,
    review_work_millis / 3600000. AS review_work_hours,
    merge_work_millis / 3600000.  AS merge_work_hours,
    nullIf(work_zone, '')         AS work_zone,
    (draft_millis + if(draft_since IS NULL, 0, greatest(0, dateDiff('millisecond', assumeNotNull(draft_since), now64(3, 'UTC'))))) / 3600000. AS draft_hours,
    toBool(ifNull(first_human_review_at >= opened_at AND first_human_review_at < ready_at, false)) AS reviewed_as_draft,
    clock_skews,
    pushes,
    pushes_after_first_human_review,
    pushes_after_first_bot_review,
    changed_after_submission,
    review_rounds,
    human_reviews,
    bot_reviews,
    lines_after_first_human_review,
    additions,
    deletions,
    changed_files,
    written_additions,
    written_deletions,
    written_files,
    written_additions + written_deletions AS written_lines,
    multiIf(written_lines IS NULL, NULL, written_lines < 98, 'small', written_lines < 219, 'medium', written_lines < 1000, 'large', 'huge') AS size_class
FROM plumbline.pull_request FINAL
WHERE is_deleted = 0;

-- Phases of merged pull requests by the week of the merge, in the organisation's zone. clock: wall or working. n are those
-- whose phase is known; percentiles are of them alone. LinearB's "elite" limits come in two editions, by average and by P75;
-- they are of the wall clock, and of phases that LinearB may cut otherwise.
CREATE OR REPLACE VIEW mart.flow_weekly${on_cluster} AS
SELECT
    toMonday(toDate(assumeNotNull(merged_at), ifNull(nullIf((SELECT max(zone) FROM plumbline.pull_request), ''), 'UTC'))) AS week,
    team,
    repo,
    origin,
    span.1                               AS phase,
    span.2                               AS clock,
    count()                              AS merged,
    countIf(span.3 IS NOT NULL)          AS n,
    if(n = 0, NULL, avgIf(assumeNotNull(span.3), span.3 IS NOT NULL))                              AS mean_hours,
    if(n = 0, NULL, quantileExactInclusiveIf(0.5)(assumeNotNull(span.3), span.3 IS NOT NULL))      AS p50_hours,
    if(n = 0, NULL, quantileExactInclusiveIf(0.75)(assumeNotNull(span.3), span.3 IS NOT NULL))     AS p75_hours,
    if(n = 0, NULL, quantileExactInclusiveIf(0.9)(assumeNotNull(span.3), span.3 IS NOT NULL))      AS p90_hours,
    multiIf(n < 10, 'hidden', n < 30, 'weak', 'shown')                                             AS sample_guard,
    multiIf(clock != 'wall', NULL, phase = 'coding', 19., phase = 'pickup', 7., phase = 'review', 5., NULL) AS linearb_elite_average_hours,
    multiIf(clock != 'wall', NULL, phase = 'coding', 0.5, phase = 'pickup', 1., phase = 'review', 0.5, NULL) AS linearb_elite_p75_hours
FROM mart.flow
ARRAY JOIN [
    ('coding', 'wall', coding_hours), ('coding', 'working', coding_work_hours),
    ('pickup', 'wall', pickup_hours), ('pickup', 'working', pickup_work_hours),
    ('review', 'wall', review_hours), ('review', 'working', review_work_hours),
    ('merge', 'wall', merge_hours), ('merge', 'working', merge_work_hours),
    ('commit_to_merge', 'wall', commit_to_merge_hours)] AS span
WHERE merged_at IS NOT NULL
GROUP BY week, team, repo, origin, phase, clock;

-- How many reviews by persons the pull requests of a team got in a week, from how many persons, and how evenly: Gini 0 =
-- all reviewed as much, towards 1 = one person did it all. Never by person; below five reviewers nothing is shown.
CREATE OR REPLACE VIEW mart.review_load${on_cluster} AS
SELECT
    week,
    nullIf(team, '') AS team,
    if(length(counts) < 5, 'fewer than 5 people', NULL) AS suppressed,
    if(suppressed IS NULL, arraySum(counts), NULL)      AS human_reviews,
    if(suppressed IS NULL, length(counts), NULL)        AS reviewers,
    if(suppressed IS NULL, arraySum(counts) / length(counts), NULL) AS reviews_per_reviewer,
    if(suppressed IS NULL,
        2. * arraySum((reviews, place) -> reviews * place, counts, arrayEnumerate(counts)) / (length(counts) * arraySum(counts))
            - (length(counts) + 1) / length(counts), NULL) AS gini
FROM
(
    SELECT week, team, arraySort(groupArray(reviews)) AS counts
    FROM
    (
        SELECT
            toMonday(toDate(review.1, ifNull(nullIf((SELECT max(zone) FROM plumbline.pull_request), ''), 'UTC'))) AS week,
            toString(team) AS team,
            review.2 AS person,
            count() AS reviews
        FROM (SELECT team, reviews_by_persons FROM plumbline.pull_request FINAL WHERE is_deleted = 0)
        ARRAY JOIN reviews_by_persons AS review
        GROUP BY week, team, person
    )
    GROUP BY week, team
);

-- What is open now, how old it is, and whom it waits for. state: draft, waiting_for_review, changes_requested (nothing was
-- pushed since), approved.
CREATE OR REPLACE VIEW mart.open_pull_request${on_cluster} AS
SELECT
    provider,
    repo,
    number,
    author_person    AS author_id,
    nullIf(team, '') AS team,
    origin,
    nullIf(tool, '') AS tool,
    multiIf(draft, 'draft', review_state = 'changes_requested', 'changes_requested', review_state = 'approved', 'approved', 'waiting_for_review') AS state,
    transform(state, ['draft', 'changes_requested', 'approved'], ['author', 'author', 'whoever merges'], 'reviewers') AS waits_for,
    human_reviews,
    opened_at,
    ready_at,
    last_event_at,
    dateDiff('millisecond', opened_at, now64(3, 'UTC')) / 3600000.                          AS age_hours,
    if(draft OR ready_at IS NULL, NULL, dateDiff('millisecond', ready_at, now64(3, 'UTC')) / 3600000.) AS ready_hours,
    dateDiff('millisecond', last_event_at, now64(3, 'UTC')) / 3600000.                      AS quiet_hours
FROM plumbline.pull_request FINAL
WHERE is_deleted = 0 AND merged_at IS NULL AND closed_at IS NULL;

-- Size of merged pull requests without generated files, by origin and tool. unknown are those whose files nobody listed.
CREATE OR REPLACE VIEW mart.size${on_cluster} AS
SELECT
    origin,
    tool,
    count()                             AS merged,
    countIf(written_lines IS NOT NULL)  AS n,
    merged - n                          AS unknown,
    if(n = 0, NULL, quantileExactInclusiveIf(0.5)(assumeNotNull(written_lines), written_lines IS NOT NULL))  AS lines_p50,
    if(n = 0, NULL, quantileExactInclusiveIf(0.75)(assumeNotNull(written_lines), written_lines IS NOT NULL)) AS lines_p75,
    if(n = 0, NULL, quantileExactInclusiveIf(0.9)(assumeNotNull(written_lines), written_lines IS NOT NULL))  AS lines_p90,
    if(countIf(written_files IS NOT NULL) = 0, NULL,
        quantileExactInclusiveIf(0.5)(assumeNotNull(written_files), written_files IS NOT NULL))              AS files_p50,
    if(countIf(written_files IS NOT NULL) = 0, NULL,
        quantileExactInclusiveIf(0.9)(assumeNotNull(written_files), written_files IS NOT NULL))              AS files_p90,
    multiIf(n < 10, 'hidden', n < 30, 'weak', 'shown')                                                       AS sample_guard
FROM mart.flow
WHERE merged_at IS NOT NULL
GROUP BY origin, tool;
