-- Teams of few people are not named, and what could be guessed is hashed with something that nobody outside knows.

-- One row. minimum_people: below it a team is not named; the loader writes what it is configured with, and below 2 every team
-- is named. key_mark: tells the pseudonyms' key from another and says nothing about it. salt: for hashes of texts.
CREATE TABLE plumbline.privacy${on_cluster}
(
    id             UInt8,
    minimum_people UInt32,
    key_mark       String,
    salt           String,
    version        UInt64
)
ENGINE = ${Replicated}ReplacingMergeTree(version)
ORDER BY id
SETTINGS ${deduplication_window};

INSERT INTO plumbline.privacy
SELECT 1, 5, '', concat(toString(generateUUIDv4()), toString(generateUUIDv4())), 0
WHERE (SELECT count() FROM plumbline.privacy) = 0;

CREATE VIEW plumbline.privacy_in_force${on_cluster} AS
SELECT if(count() = 0, 5, any(minimum_people)) AS minimum_people, any(key_mark) AS key_mark, any(salt) AS salt
FROM plumbline.privacy FINAL;

-- People of a team in a calendar quarter: those accountable for pull requests opened or closed in it or in the one before.
-- named: enough of them, and no other team could be computed from it. The loader recounts while pull requests change.
CREATE TABLE plumbline.team_quarter${on_cluster}
(
    team    String,
    quarter Date,
    people  UInt32,
    named   Bool,
    version UInt64
)
ENGINE = ${Replicated}ReplacingMergeTree(version)
ORDER BY (team, quarter)
SETTINGS ${deduplication_window};

CREATE VIEW plumbline.named_team${on_cluster} AS
SELECT team, quarter FROM plumbline.team_quarter FINAL WHERE named;

-- Every view that has a team: the team by its name where it may be named, else 'small teams'. Sums stay what they are.


-- author_id and accountable_id are persons: all accounts of one person have one id. They are pseudonyms.
CREATE OR REPLACE VIEW mart.pull_request${on_cluster} AS
SELECT
    provider,
    repo,
    number,
    hex(SHA256(concat(assumeNotNull((SELECT salt FROM plumbline.privacy_in_force)), title))) AS title_hash,
    author_person                     AS author_id,
    author_type,
    accountable_person                AS accountable_id,
    multiIf(team = '', NULL,
        (toString(team), toStartOfQuarter(toDate(opened_at))) IN (SELECT team, quarter FROM plumbline.named_team) OR (SELECT minimum_people FROM plumbline.privacy_in_force) < 2, toString(team), 'small teams')                  AS team,
    nullIf(team_source, '')           AS team_source,
    origin,
    nullIf(tool, '')                  AS tool,
    attribution_confidence,
    rule_version,
    overridden_by != ''               AS origin_overridden,
    known_commits,
    ai_commits,
    nullIf(task_type, '')             AS task_type,
    nullIf(task_type_source, '')      AS task_type_source,
    areas,
    known_paths,
    opened_at,
    ready_at,
    draft,
    first_review_at,
    first_human_review_at,
    first_bot_review_at,
    approved_at,
    merged_at,
    closed_at,
    outcome,
    if(merged_at IS NOT NULL, dateDiff('millisecond', opened_at, merged_at) / 3600000., NULL) AS open_to_merge_hours,
    if(merged_at IS NULL AND closed_at IS NOT NULL, dateDiff('millisecond', opened_at, closed_at) / 3600000., NULL) AS open_to_reject_hours,
    if(first_human_review_at IS NOT NULL AND ready_at IS NOT NULL, dateDiff('millisecond', ready_at, first_human_review_at) / 3600000., NULL) AS pickup_human_hours,
    if(first_bot_review_at IS NOT NULL AND ready_at IS NOT NULL, dateDiff('millisecond', ready_at, first_bot_review_at) / 3600000., NULL) AS pickup_bot_hours,
    additions,
    deletions,
    changed_files,
    commits,
    reviews,
    human_reviews,
    human_reviewers,
    bot_reviews,
    self_reviews,
    ai_reviewers,
    review_comments,
    review_rounds,
    pushes,
    pushes_after_first_human_review,
    reopenings,
    events,
    last_event_at
FROM plumbline.pull_request FINAL
WHERE is_deleted = 0;

-- Only cells that do not overlap, so that they may be summed (mart.metric_daily_by_dimension has the others).
-- finality says whether the window has passed, which decides what belongs to a cohort. published_final says whether this very
-- value was published as final: with the window passed it is false while the cell settles, or before a restatement.
CREATE OR REPLACE VIEW mart.metric_daily${on_cluster} AS
SELECT
    metric_id,
    day,
    multiIf(plumbline.metric_daily.team = '', NULL,
        (toString(plumbline.metric_daily.team), toStartOfQuarter(toDate(day))) IN (SELECT team, quarter FROM plumbline.named_team) OR (SELECT minimum_people FROM plumbline.privacy_in_force) < 2, toString(plumbline.metric_daily.team), 'small teams')      AS team,
    repo,
    origin,
    nullIf(tool, '')      AS tool,
    nullIf(dimension, '') AS dimension,
    numerator,
    denominator,
    if(matures_on <= toDate(now('UTC')), 'final', 'provisional') AS finality,
    loaded_at             AS as_of,
    matures_on,
    toBool((metric_id, day, plumbline.metric_daily.team, repo, origin, plumbline.metric_daily.tool, plumbline.metric_daily.dimension,
     numerator, denominator) IN (
        SELECT metric_id, day, team, repo, origin, tool, dimension, numerator, denominator
        FROM plumbline.metric_final FINAL
    ))                    AS published_final
FROM plumbline.metric_daily FINAL
WHERE is_deleted = 0 AND position(plumbline.metric_daily.dimension, '=') = 0;

-- The same counts again by one further dimension (task_type, area, ..). One that is in two areas is counted in both.
CREATE OR REPLACE VIEW mart.metric_daily_by_dimension${on_cluster} AS
SELECT
    metric_id,
    day,
    multiIf(m.team = '', NULL,
        (toString(m.team), toStartOfQuarter(toDate(day))) IN (SELECT team, quarter FROM plumbline.named_team) OR (SELECT minimum_people FROM plumbline.privacy_in_force) < 2, toString(m.team), 'small teams')      AS team,
    repo,
    origin,
    nullIf(tool, '')      AS tool,
    substring(m.dimension, 1, position(m.dimension, '=') - 1) AS dimension,
    substring(m.dimension, position(m.dimension, '=') + 1)    AS value,
    numerator,
    denominator,
    if(matures_on <= toDate(now('UTC')), 'final', 'provisional') AS finality,
    loaded_at             AS as_of
FROM plumbline.metric_daily AS m FINAL
WHERE is_deleted = 0 AND position(m.dimension, '=') > 0;

-- person_id is a pseudonym; of GitHub accounts it is the one that mart.pull_request shows.
CREATE OR REPLACE VIEW mart.usage_day${on_cluster} AS
SELECT
    vendor,
    tool,
    report,
    level,
    nullIf(scope, '')           AS scope,
    nullIf(person, '')          AS person_id,
    nullIf(subject_kind, '')    AS subject_kind,
    multiIf(team = '', NULL,
        (toString(team), toStartOfQuarter(toDate(day))) IN (SELECT team, quarter FROM plumbline.named_team) OR (SELECT minimum_people FROM plumbline.privacy_in_force) < 2, toString(team), 'small teams')            AS team,
    day,
    surface,
    breakdown,
    nullIf(language, '')        AS language,
    nullIf(model, '')           AS model,
    nullIf(editor, '')          AS editor,
    nullIf(feature, '')         AS feature,
    nullIf(decision_source, '') AS decision_source,
    kind,
    unit,
    accepted,
    offered,
    rejected,
    interactions,
    active,
    active_users,
    counted,
    if(day + 3 <= toDate(now('UTC')), 'final', 'provisional') AS finality,
    reported_at,
    observed_at
FROM plumbline.usage_day FINAL
WHERE is_deleted = 0;

-- One row per root review comment. People are pseudonyms; machines are named. Reasons and evidence name machines only:
-- what a person did is told by the tier, the time and the event.
CREATE OR REPLACE VIEW mart.suggestion${on_cluster} AS
SELECT
    provider,
    repo,
    number,
    comment_id,
    if(reviewer_kind IN ('ai', 'automation'), reviewer_login, reviewer_pseudonym) AS reviewer,
    reviewer_kind,
    nullIf(reviewer_tool, '') AS reviewer_tool,
    suggestion_block,
    nullIf(severity, '')      AS severity,
    nullIf(category, '')      AS category,
    nullIf(path, '')          AS path,
    line,
    created_at,
    tier,
    reason,
    evidence,
    decided,
    accepted,
    decided_at,
    upvotes,
    downvotes,
    nullIf(exclusion, '')     AS exclusion,
    alive_after_21_days,
    origin,
    nullIf(tool, '')          AS tool,
    multiIf(team = '', NULL,
        (toString(team), toStartOfQuarter(toDate(opened_at))) IN (SELECT team, quarter FROM plumbline.named_team) OR (SELECT minimum_people FROM plumbline.privacy_in_force) < 2, toString(team), 'small teams')          AS team,
    opened_at,
    merged_at,
    closed_at,
    outcome
FROM plumbline.suggestion FINAL
WHERE is_deleted = 0;

-- One row per finding: a root comment on a line by an AI reviewer or a person, on somebody else's pull request. A line lost to
-- a force-push was found all the same. People are one detector.
CREATE OR REPLACE VIEW mart.finding${on_cluster} AS
SELECT
    provider,
    repo,
    number,
    comment_id,
    multiIf(reviewer_kind = 'human', 'people', reviewer_tool = '', reviewer_login, toString(reviewer_tool)) AS detector,
    nullIf(severity, '')    AS severity,
    nullIf(category, '')    AS category,
    nullIf(path, '')        AS path,
    line,
    created_at,
    suggestion_block,
    tier,
    decided,
    accepted,
    CAST(toString(exclusion) = 'superseded_by_force_push' AS Bool) AS superseded,
    origin,
    nullIf(tool, '')        AS tool,
    multiIf(team = '', NULL,
        (toString(team), toStartOfQuarter(toDate(opened_at))) IN (SELECT team, quarter FROM plumbline.named_team) OR (SELECT minimum_people FROM plumbline.privacy_in_force) < 2, toString(team), 'small teams')        AS team,
    opened_at,
    merged_at,
    closed_at,
    outcome
FROM plumbline.suggestion FINAL
WHERE is_deleted = 0 AND reviewer_kind IN ('ai', 'human') AND exclusion IN ('', 'superseded_by_force_push');

-- One row per pull request, also of those in which nothing was found; ai_detectors empty = no AI reviewer looked.
CREATE OR REPLACE VIEW mart.findings${on_cluster} AS
SELECT
    provider,
    repo,
    number,
    multiIf(team = '', NULL,
        (toString(team), toStartOfQuarter(toDate(opened_at))) IN (SELECT team, quarter FROM plumbline.named_team) OR (SELECT minimum_people FROM plumbline.privacy_in_force) < 2, toString(team), 'small teams')        AS team,
    origin,
    nullIf(tool, '')        AS tool,
    nullIf(task_type, '')   AS task_type,
    areas,
    opened_at,
    merged_at,
    closed_at,
    changed_lines,
    ai_detectors,
    reviewed_by_people,
    counts,
    ai_findings,
    people_findings
FROM plumbline.findings FINAL
WHERE is_deleted = 0;

CREATE OR REPLACE VIEW mart.metric_final${on_cluster} AS
SELECT
    metric_id,
    day,
    multiIf(team = '', NULL,
        (toString(team), toStartOfQuarter(toDate(day))) IN (SELECT team, quarter FROM plumbline.named_team) OR (SELECT minimum_people FROM plumbline.privacy_in_force) < 2, toString(team), 'small teams')      AS team,
    repo,
    origin,
    nullIf(tool, '')      AS tool,
    nullIf(dimension, '') AS dimension,
    numerator,
    denominator,
    finalised_at,
    restatements
FROM plumbline.metric_final FINAL;

-- What was said, what is known now, why, and when it was found. change_ratio is NULL where either side had nothing.
CREATE OR REPLACE VIEW mart.restatement${on_cluster} AS
SELECT
    metric_id,
    day,
    multiIf(team = '', NULL,
        (toString(team), toStartOfQuarter(toDate(day))) IN (SELECT team, quarter FROM plumbline.named_team) OR (SELECT minimum_people FROM plumbline.privacy_in_force) < 2, toString(team), 'small teams')      AS team,
    repo,
    origin,
    nullIf(tool, '')      AS tool,
    nullIf(dimension, '') AS dimension,
    sequence,
    old_numerator,
    old_denominator,
    new_numerator,
    new_denominator,
    if(old_denominator = 0 OR new_denominator = 0, NULL,
       new_numerator / new_denominator - old_numerator / old_denominator) AS change_ratio,
    reason,
    finalised_at,
    observed_at
FROM plumbline.restatement FINAL;

-- One row per pull request that a deployment carries. brought: it reached the environment of this service with it for the
-- first time. A change begins with its first commit, or with the opening where that is unknown or earlier; its lead time ends
-- when the deployment succeeded.
CREATE OR REPLACE VIEW mart.deployment_pull_request${on_cluster} AS
SELECT
    d.provider                    AS provider,
    d.repo                        AS repo,
    d.deployment_id               AS deployment_id,
    nullIf(toString(d.service), '') AS service,
    d.environment                 AS environment,
    d.production                  AS production,
    d.state                       AS state,
    d.finished_at                 AS finished_at,
    d.carried.1                   AS number,
    d.carried.2                   AS how,
    d.carried.3                   AS merged_at,
    d.carried.4                   AS brought,
    if(p.number = 0, 'unknown', toString(p.origin)) AS origin,
    nullIf(toString(p.tool), '')  AS tool,
    multiIf(p.team = '', NULL,
        (toString(p.team), toStartOfQuarter(toDate(p.opened_at))) IN (SELECT team, quarter FROM plumbline.named_team) OR (SELECT minimum_people FROM plumbline.privacy_in_force) < 2, toString(p.team), 'small teams')  AS team,
    nullIf(toString(p.task_type), '') AS task_type,
    if(p.number = 0, NULL, least(p.opened_at, ifNull(p.first_commit_at, p.opened_at))) AS change_started_at,
    multiIf(p.number = 0, NULL, p.first_commit_at < p.opened_at, 'first_commit', 'opened') AS change_started_with,
    if(d.carried.4 AND d.finished_at >= change_started_at,
       dateDiff('millisecond', change_started_at, assumeNotNull(d.finished_at)) / 3600000., NULL) AS lead_hours,
    if(d.carried.4 AND d.finished_at >= d.carried.3,
       dateDiff('millisecond', d.carried.3, assumeNotNull(d.finished_at)) / 3600000., NULL) AS merge_to_deploy_hours
FROM
(
    SELECT *, arrayJoin(pull_requests) AS carried
    FROM plumbline.deployment FINAL
    WHERE is_deleted = 0
) AS d
LEFT JOIN
(
    SELECT provider, repo, number, origin, tool, team, task_type, opened_at, first_commit_at
    FROM plumbline.pull_request FINAL
    WHERE is_deleted = 0
) AS p ON p.provider = d.provider AND p.repo = d.repo AND p.number = d.carried.1;

-- One row per deployment, with the pull requests that it carries counted by origin.
CREATE OR REPLACE VIEW mart.deployment${on_cluster} AS
SELECT
    d.provider                       AS provider,
    d.repo                           AS repo,
    d.deployment_id                  AS deployment_id,
    nullIf(toString(d.service), '')  AS service,
    d.environment                    AS environment,
    d.production                     AS production,
    nullIf(d.sha, '')                AS sha,
    nullIf(d.ref, '')                AS ref,
    d.state                          AS state,
    d.created_at                     AS created_at,
    d.started_at                     AS started_at,
    d.finished_at                    AS finished_at,
    if(d.finished_at >= d.created_at, dateDiff('millisecond', d.created_at, assumeNotNull(d.finished_at)) / 3600000., NULL) AS duration_hours,
    d.trigger                        AS trigger,
    d.trigger_reason                 AS trigger_reason,
    nullIf(d.incident_id, '')        AS incident_id,
    nullIf(d.rolls_back_to, '')      AS rolls_back_to,
    nullIf(d.previous, '')           AS previous,
    d.unmatched                      AS unmatched,
    toUInt32(length(d.pull_requests)) AS pull_requests,
    toUInt32(arrayCount(one -> one.4, d.pull_requests)) AS brought,
    c.ai_agent                       AS ai_agent,
    c.ai_assisted                    AS ai_assisted,
    c.automation_bot                 AS automation_bot,
    c.unknown                        AS unknown,
    multiIf(d.team = '', NULL,
        (toString(d.team), toStartOfQuarter(toDate(d.created_at))) IN (SELECT team, quarter FROM plumbline.named_team) OR (SELECT minimum_people FROM plumbline.privacy_in_force) < 2, toString(d.team), 'small teams')     AS team,
    nullIf(d.creator_pseudonym, '')  AS creator_id,
    nullIf(toString(d.creator_type), '') AS creator_type,
    nullIf(d.url, '')                AS url
FROM (SELECT * FROM plumbline.deployment FINAL WHERE is_deleted = 0) AS d
LEFT JOIN
(
    SELECT
        provider,
        repo,
        deployment_id,
        toUInt32(countIf(origin = 'ai_agent'))       AS ai_agent,
        toUInt32(countIf(origin = 'ai_assisted'))    AS ai_assisted,
        toUInt32(countIf(origin = 'automation_bot')) AS automation_bot,
        toUInt32(countIf(origin = 'unknown'))        AS unknown
    FROM mart.deployment_pull_request
    GROUP BY provider, repo, deployment_id
) AS c ON c.provider = d.provider AND c.repo = d.repo AND c.deployment_id = d.deployment_id;

-- Production deployments that ended, by the day (UTC) they ended, and the changes that reached production that day for the
-- first time. A change is counted once: in the first production deployment of any service that brought it.
CREATE OR REPLACE VIEW mart.dora_daily${on_cluster} AS
SELECT
    toDate(at, 'UTC')                                    AS day,
    team,
    repo,
    countIf(kind = 'deployment')                         AS deployments_ended,
    countIf(kind = 'deployment' AND succeeded)           AS deployments_count,
    countIf(kind = 'deployment' AND NOT succeeded)       AS failed_count,
    countIf(kind = 'deployment' AND rework)              AS rework_count,
    countIf(kind = 'change')                             AS changes_count,
    countIf(kind = 'change' AND lead IS NULL)            AS changes_without_lead,
    groupArrayIf(assumeNotNull(lead), kind = 'change' AND lead IS NOT NULL) AS lead_hours
FROM
(
    SELECT 'deployment' AS kind, assumeNotNull(finished_at) AS at, team, repo, state = 'success' AS succeeded,
           trigger != 'planned' AS rework, CAST(NULL, 'Nullable(Float64)') AS lead
    FROM mart.deployment
    WHERE production AND finished_at IS NOT NULL AND state IN ('success', 'failure', 'error')
    UNION ALL
    SELECT 'change' AS kind, first.1 AS at, first.2 AS team, repo, true AS succeeded, false AS rework, first.3 AS lead
    FROM
    (
        SELECT provider, repo, number,
               argMin(tuple(assumeNotNull(finished_at), owner, lead_hours), (finished_at, deployment_id)) AS first
        FROM
        (
            SELECT c.*, d.team AS owner
            FROM mart.deployment_pull_request AS c
            INNER JOIN (SELECT provider, repo, deployment_id, multiIf(team = '', NULL,
        (toString(team), toStartOfQuarter(toDate(created_at))) IN (SELECT team, quarter FROM plumbline.named_team) OR (SELECT minimum_people FROM plumbline.privacy_in_force) < 2, toString(team), 'small teams') AS team FROM plumbline.deployment FINAL WHERE is_deleted = 0) AS d
                ON d.provider = c.provider AND d.repo = c.repo AND d.deployment_id = c.deployment_id
            WHERE c.production AND c.brought AND c.state = 'success' AND c.finished_at IS NOT NULL
        )
        GROUP BY provider, repo, number
    )
)
GROUP BY day, team, repo;

-- One row per incident. Texts are left out: they may name people.
CREATE OR REPLACE VIEW mart.incident${on_cluster} AS
SELECT
    id                                AS incident,
    provider,
    incident_id,
    number,
    nullIf(url, '')                   AS url,
    nullIf(toString(service_id), '')  AS service_id,
    nullIf(toString(service_name), '') AS service,
    nullIf(toString(repo), '')        AS repo,
    multiIf(team = '', NULL,
        (toString(team), toStartOfQuarter(toDate(triggered_at))) IN (SELECT team, quarter FROM plumbline.named_team) OR (SELECT minimum_people FROM plumbline.privacy_in_force) < 2, toString(team), 'small teams')        AS team,
    nullIf(toString(severity), '')    AS severity,
    impact,
    severity_changes,
    status,
    maintenance,
    triggered_at,
    acknowledged_at,
    resolved_at,
    reopenings,
    if(acknowledged_at IS NULL, NULL, dateDiff('millisecond', triggered_at, assumeNotNull(acknowledged_at)) / 3600000.) AS acknowledge_hours,
    if(resolved_at IS NULL, NULL, dateDiff('millisecond', triggered_at, assumeNotNull(resolved_at)) / 3600000.) AS resolve_hours,
    status = 'resolved' AND resolved_at IS NULL AS clock_skew,
    nullIf(toString(tier), '')        AS tier,
    ambiguous,
    toUInt32(length(causes))          AS candidates,
    toUInt32(countEqual(causes.tier, toString(tier))) AS candidates_of_tier,
    events,
    last_event_at
FROM plumbline.incident FINAL
WHERE is_deleted = 0;

-- Hours to resolution by impact, and recovery of failed deployments (only what a change caused by tier L1 or L2, from the end
-- of that deployment). Open incidents are counted as censored and are in no median.
CREATE OR REPLACE VIEW mart.recovery${on_cluster} AS
SELECT
    repo,
    team,
    impact,
    count()                                                      AS incidents,
    countIf(status != 'resolved')                                AS still_open,
    countIf(skewed)                                              AS clock_skew,
    countIf(resolve_hours IS NOT NULL)                           AS resolved,
    if(resolved = 0, NULL, quantileExactInclusiveIf(0.5)(assumeNotNull(resolve_hours), resolve_hours IS NOT NULL)) AS resolve_hours_median,
    if(resolved = 0, NULL, quantileExactInclusiveIf(0.9)(assumeNotNull(resolve_hours), resolve_hours IS NOT NULL)) AS resolve_hours_p90,
    countIf(by_change)                                           AS change_caused,
    countIf(by_change AND status != 'resolved')              AS change_caused_open,
    countIf(recovery_hours IS NOT NULL)                          AS recovered,
    if(recovered = 0, NULL, quantileExactInclusiveIf(0.5)(assumeNotNull(recovery_hours), recovery_hours IS NOT NULL)) AS recovery_hours_median,
    if(recovered = 0, NULL, quantileExactInclusiveIf(0.9)(assumeNotNull(recovery_hours), recovery_hours IS NOT NULL)) AS recovery_hours_p90
FROM
(
    SELECT
        nullIf(toString(repo), '') AS repo,
        multiIf(team = '', NULL,
        (toString(team), toStartOfQuarter(toDate(triggered_at))) IN (SELECT team, quarter FROM plumbline.named_team) OR (SELECT minimum_people FROM plumbline.privacy_in_force) < 2, toString(team), 'small teams') AS team,
        impact,
        status,
        tier IN ('L1', 'L2')       AS by_change,
        status = 'resolved' AND resolved_at IS NULL AS skewed,
        if(resolved_at IS NULL, NULL, dateDiff('millisecond', triggered_at, assumeNotNull(resolved_at)) / 3600000.) AS resolve_hours,
        arrayFilter(one -> one.1 = toString(tier) AND one.3 != '', causes) AS laid_on,
        if(resolved_at IS NULL OR NOT by_change OR empty(laid_on), NULL,
           greatest(0., dateDiff('millisecond', arrayMax(one -> one.7, laid_on), assumeNotNull(resolved_at)) / 3600000.)) AS recovery_hours
    FROM plumbline.incident FINAL
    WHERE is_deleted = 0 AND NOT maintenance
)
GROUP BY repo, team, impact;

-- Shares of incidents per merged pull request by origin and tool, only where somebody tells of incidents: silence is not
-- zero. ambiguous_share: of the shares counted in the high bound, those of incidents with several candidates.
CREATE OR REPLACE VIEW mart.incidents_per_pull_request${on_cluster} AS
SELECT
    origin,
    tool,
    team,
    count()                                            AS pull_requests,
    sum(low)                                           AS incidents_low,
    sum(high)                                          AS incidents_high,
    100 * incidents_low / pull_requests                AS per_100_low,
    100 * incidents_high / pull_requests               AS per_100_high,
    sum(shared)                                        AS incidents_ambiguous,
    if(incidents_high = 0, NULL, incidents_ambiguous / incidents_high) AS ambiguous_share,
    multiIf(pull_requests < 10, 'hidden', pull_requests < 100, 'weak', 'shown') AS sample_guard
FROM
(
    SELECT
        toString(origin)           AS origin,
        nullIf(toString(tool), '') AS tool,
        multiIf(team = '', NULL,
        (toString(team), toStartOfQuarter(toDate(merged_at))) IN (SELECT team, quarter FROM plumbline.named_team) OR (SELECT minimum_people FROM plumbline.privacy_in_force) < 2, toString(team), 'small teams') AS team,
        arraySum(arrayMap(one -> one.3, arrayFilter(one -> one.2 IN ('L1', 'L2'), incidents))) / 1000000. AS low,
        arraySum(arrayMap(one -> one.3, incidents)) / 1000000. AS high,
        -- A share of less than the whole: others stand beside it.
        arraySum(arrayMap(one -> one.3, arrayFilter(one -> one.3 < 1000000, incidents))) / 1000000. AS shared
    FROM plumbline.delivery FINAL
    WHERE is_deleted = 0 AND incidents_known
)
GROUP BY origin, tool, team;

-- One row per merged pull request. A first correction or revert is the earliest that is known.
CREATE OR REPLACE VIEW mart.rework${on_cluster} AS
SELECT
    provider,
    repo,
    number,
    multiIf(team = '', NULL,
        (toString(team), toStartOfQuarter(toDate(merged_at))) IN (SELECT team, quarter FROM plumbline.named_team) OR (SELECT minimum_people FROM plumbline.privacy_in_force) < 2, toString(team), 'small teams')      AS team,
    origin,
    nullIf(tool, '')      AS tool,
    nullIf(task_type, '') AS task_type,
    areas,
    merged_at,
    paths_known,
    length(corrections)   AS corrections_30d,
    if(empty(corrections), NULL, corrections[1].at) AS first_corrected_at,
    if(empty(corrections), NULL, dateDiff('millisecond', merged_at, corrections[1].at) / 3600000) AS merge_to_correction_hours,
    if(paths_known, arrayExists(c -> c.at <= merged_at + toIntervalDay(14), corrections), NULL) AS corrected_14d,
    if(paths_known, arrayExists(c -> c.at <= merged_at + toIntervalDay(21), corrections), NULL) AS corrected_21d,
    if(empty(reverts), NULL, reverts[1].at) AS first_reverted_at,
    if(empty(reverts), NULL, dateDiff('millisecond', merged_at, reverts[1].at) / 3600000) AS merge_to_revert_hours,
    arrayExists(r -> r.at <= merged_at + toIntervalDay(30)
        AND (r.undone_at IS NULL OR r.undone_at > merged_at + toIntervalDay(30)), reverts) AS reverted_30d,
    arrayExists(r -> r.undone_at IS NULL, reverts) AS is_reverted,
    lines_born,
    lines_alive_after_21_days,
    if(lines_born > 0, lines_alive_after_21_days / lines_born, NULL) AS line_survival_21d,
    line_data_until
FROM plumbline.rework FINAL
WHERE is_deleted = 0;

-- One row per correction: what was corrected, and by which pull request.
CREATE OR REPLACE VIEW mart.correction${on_cluster} AS
SELECT
    r.provider               AS provider,
    r.repo                   AS repo,
    r.number                 AS number,
    r.merged_at              AS merged_at,
    r.origin                 AS origin,
    nullIf(r.tool, '')       AS tool,
    multiIf(r.team = '', NULL,
        (toString(r.team), toStartOfQuarter(toDate(r.merged_at))) IN (SELECT team, quarter FROM plumbline.named_team) OR (SELECT minimum_people FROM plumbline.privacy_in_force) < 2, toString(r.team), 'small teams')       AS team,
    nullIf(r.task_type, '')  AS task_type,
    toUInt32(splitByChar('#', r.c.pull_request)[-1]) AS correction_number,
    r.c.at                   AS corrected_at,
    dateDiff('millisecond', r.merged_at, r.c.at) / 86400000 AS days_between,
    r.c.kind                 AS kind,
    r.c.confidence           AS confidence,
    r.c.paths                AS paths,
    nullIf(f.origin, '')     AS correction_origin,
    nullIf(f.tool, '')       AS correction_tool,
    multiIf(f.team = '', NULL,
        (toString(f.team), toStartOfQuarter(toDate(r.c.at))) IN (SELECT team, quarter FROM plumbline.named_team) OR (SELECT minimum_people FROM plumbline.privacy_in_force) < 2, toString(f.team), 'small teams')       AS correction_team
FROM
(
    SELECT provider, repo, number, merged_at, origin, tool, team, task_type, c
    FROM plumbline.rework FINAL
    ARRAY JOIN corrections AS c
    WHERE is_deleted = 0
) AS r
LEFT JOIN
(
    SELECT id, toString(origin) AS origin, toString(tool) AS tool, toString(team) AS team
    FROM plumbline.rework FINAL
    WHERE is_deleted = 0
) AS f ON f.id = r.c.pull_request;

-- One row per revert of a merged pull request, undone ones included.
CREATE OR REPLACE VIEW mart.revert${on_cluster} AS
SELECT
    provider,
    repo,
    number,
    merged_at,
    origin,
    nullIf(tool, '')      AS tool,
    multiIf(team = '', NULL,
        (toString(team), toStartOfQuarter(toDate(merged_at))) IN (SELECT team, quarter FROM plumbline.named_team) OR (SELECT minimum_people FROM plumbline.privacy_in_force) < 2, toString(team), 'small teams')      AS team,
    nullIf(task_type, '') AS task_type,
    if(position(v.by, '#') > 0, toUInt32OrNull(splitByChar('#', v.by)[-1]), NULL) AS revert_number,
    if(position(v.by, '#') > 0, NULL, v.by) AS revert_commit,
    v.at                  AS reverted_at,
    dateDiff('millisecond', merged_at, v.at) / 86400000 AS days_between,
    v.how                 AS how,
    nullIf(v.undone_by, '') AS undone_by,
    v.undone_at           AS undone_at,
    v.undone_at IS NULL   AS in_force
FROM plumbline.rework FINAL
ARRAY JOIN reverts AS v
WHERE is_deleted = 0;

-- One row per commit. Lines are lines of code: generated, vendored and binary files are not followed, and lines that were
-- moved or changed in white space only keep their age.
CREATE OR REPLACE VIEW mart.line_history${on_cluster} AS
SELECT
    provider,
    repo,
    sha,
    number,
    committed_at,
    nullIf(author_person, '')                          AS author_id,
    multiIf(team = '', NULL,
        (toString(team), toStartOfQuarter(toDate(committed_at))) IN (SELECT team, quarter FROM plumbline.named_team) OR (SELECT minimum_people FROM plumbline.privacy_in_force) < 2, toString(team), 'small teams')                                   AS team,
    origin,
    nullIf(tool, '')                                   AS tool,
    origin_source,
    born,
    toUInt32(arraySum(deaths.lines))                   AS died,
    toUInt32(born - died)                              AS alive,
    deaths,
    added,
    removed,
    ended,
    known_until
FROM plumbline.line_history FINAL
WHERE is_deleted = 0;

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
    multiIf(team = '', NULL,
        (toString(team), toStartOfQuarter(toDate(opened_at))) IN (SELECT team, quarter FROM plumbline.named_team) OR (SELECT minimum_people FROM plumbline.privacy_in_force) < 2, toString(team), 'small teams')       AS team,
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

-- What is open now, how old it is, and whom it waits for. state: draft, waiting_for_review, changes_requested (nothing was
-- pushed since), approved.
CREATE OR REPLACE VIEW mart.open_pull_request${on_cluster} AS
SELECT
    provider,
    repo,
    number,
    author_person    AS author_id,
    multiIf(team = '', NULL,
        (toString(team), toStartOfQuarter(toDate(opened_at))) IN (SELECT team, quarter FROM plumbline.named_team) OR (SELECT minimum_people FROM plumbline.privacy_in_force) < 2, toString(team), 'small teams') AS team,
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

-- How many reviews by persons the pull requests of a team got in a week, from how many persons, and how evenly: Gini 0 =
-- all reviewed as much, towards 1 = one person did it all. Never by person; below five reviewers nothing is shown.
CREATE OR REPLACE VIEW mart.review_load${on_cluster} AS
SELECT
    week,
    nullIf(team, '') AS team,
    if(length(counts) < (SELECT minimum_people FROM plumbline.privacy_in_force), concat('fewer than ', toString((SELECT minimum_people FROM plumbline.privacy_in_force)), ' people'), NULL) AS suppressed,
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

-- Adoption by ISO week and team; scope 'organization' is the whole, its people counted once. Below five people nothing is
-- shown, and when that hides one team of a week, the next smallest is hidden too: else the whole minus the rest would tell.
CREATE OR REPLACE VIEW mart.adoption_week${on_cluster} AS
SELECT
    week,
    scope,
    nullIf(team, '') AS team,
    multiIf(small, concat('fewer than ', toString((SELECT minimum_people FROM plumbline.privacy_in_force)), ' people'), complement, 'would reveal another team', NULL) AS suppressed,
    if(suppressed IS NULL, active_developers_n, NULL)    AS active_developers,
    if(suppressed IS NULL, active_ai_users_n, NULL)      AS active_ai_users,
    if(suppressed IS NULL, active_ai_developers_n, NULL) AS active_ai_developers,
    if(suppressed IS NULL, pull_requests_n, NULL)        AS pull_requests,
    if(suppressed IS NULL, ai_pull_requests_n, NULL)     AS ai_pull_requests,
    if(suppressed IS NULL, lines_n, NULL)                AS lines,
    if(suppressed IS NULL, ai_lines_n, NULL)             AS ai_lines,
    if(suppressed IS NULL, lines_unknown_n, NULL)        AS pull_requests_without_lines,
    if(suppressed IS NULL, merged_n, NULL)               AS merged,
    if(suppressed IS NULL, merged_n / active_developers_n, NULL) AS merged_per_active_developer
FROM
(
    SELECT
        *,
        active_developers_n < (SELECT minimum_people FROM plumbline.privacy_in_force) AS small,
        scope = 'team' AND NOT small
            AND sum(scope = 'team' AND small) OVER (PARTITION BY week) = 1
            AND row_number() OVER (PARTITION BY week, scope, small ORDER BY active_developers_n, team) = 1 AS complement
    FROM
    (
        SELECT
            week, scope, team,
            sum(developers) AS active_developers_n, sum(ai_users) AS active_ai_users_n, sum(ai_developers) AS active_ai_developers_n,
            sum(opened) AS pull_requests_n, sum(ai_opened) AS ai_pull_requests_n, sum(added) AS lines_n, sum(ai_added) AS ai_lines_n,
            sum(added_unknown) AS lines_unknown_n, sum(merges) AS merged_n
        FROM
        (
            SELECT week, scope, team, toUInt64(sum(dev)) AS developers, toUInt64(sum(user)) AS ai_users, toUInt64(sum(dev AND user)) AS ai_developers,
                   toUInt64(0) AS opened, toUInt64(0) AS ai_opened, toUInt64(0) AS added, toUInt64(0) AS ai_added, toUInt64(0) AS added_unknown, toUInt64(0) AS merges
            FROM
            (
                SELECT week, scopes AS scope, if(scopes = 'team', team, '') AS team, person, max(is_developer) AS dev, max(uses_ai) AS user
                FROM plumbline.adoption_person_week
                ARRAY JOIN ['organization', 'team'] AS scopes
                GROUP BY week, scope, team, person
            )
            GROUP BY week, scope, team
            UNION ALL
            SELECT opened_week AS week, scopes AS scope, if(scopes = 'team', team, '') AS team, toUInt64(0), toUInt64(0), toUInt64(0),
                   count(), countIf(ai = 1), toUInt64(sum(ifNull(additions, 0))), toUInt64(sumIf(ifNull(additions, 0), ai = 1)), countIf(additions IS NULL), toUInt64(0)
            FROM plumbline.adoption_pull_request
            ARRAY JOIN ['organization', 'team'] AS scopes
            GROUP BY week, scope, team
            UNION ALL
            SELECT assumeNotNull(merged_week) AS week, scopes AS scope, if(scopes = 'team', team, '') AS team, toUInt64(0), toUInt64(0), toUInt64(0),
                   toUInt64(0), toUInt64(0), toUInt64(0), toUInt64(0), toUInt64(0), count()
            FROM plumbline.adoption_pull_request
            ARRAY JOIN ['organization', 'team'] AS scopes
            WHERE merged_week IS NOT NULL
            GROUP BY week, scope, team
        )
        GROUP BY week, scope, team
    )
);

-- Developers of a week by the AI share of the pull requests that they opened in the 28 days before it: none, some (up to
-- half), most (more), unknown (opened none). Same floor, same complement. Never by person.
CREATE OR REPLACE VIEW mart.adoption_cohort_week${on_cluster} AS
SELECT
    week,
    cohort,
    multiIf(small, concat('fewer than ', toString((SELECT minimum_people FROM plumbline.privacy_in_force)), ' people'), complement, 'would reveal another cohort', NULL) AS suppressed,
    if(suppressed IS NULL, persons_n, NULL)       AS persons,
    if(suppressed IS NULL, pull_requests_n, NULL) AS pull_requests,
    if(suppressed IS NULL, merged_n, NULL)        AS merged,
    if(suppressed IS NULL, rejected_n, NULL)      AS closed_without_merge,
    if(suppressed IS NULL, merged_n / persons_n, NULL) AS merged_per_person,
    if(suppressed IS NULL, wilson_lower(merged_n, merged_n + rejected_n), NULL) AS accepted_wilson_lower_95,
    if(suppressed IS NULL, wilson_upper(merged_n, merged_n + rejected_n), NULL) AS accepted_wilson_upper_95
FROM
(
    SELECT
        *,
        persons_n < (SELECT minimum_people FROM plumbline.privacy_in_force) AS small,
        NOT small
            AND sum(small) OVER (PARTITION BY week) = 1
            AND row_number() OVER (PARTITION BY week, small ORDER BY persons_n, cohort) = 1 AS complement
    FROM
    (
        SELECT week, cohort, count() AS persons_n, sum(opened) AS pull_requests_n, sum(merges) AS merged_n, sum(rejections) AS rejected_n
        FROM
        (
            SELECT
                d.week AS week,
                d.person AS person,
                countIf(p.person != '' AND p.opened_day >= d.week - 28 AND p.opened_day < d.week) AS before,
                countIf(p.person != '' AND p.opened_day >= d.week - 28 AND p.opened_day < d.week AND p.ai = 1) AS ai_before,
                multiIf(before = 0, 'unknown', ai_before = 0, 'none', 2 * ai_before <= before, 'some', 'most') AS cohort,
                countIf(p.person != '' AND p.opened_week = d.week)  AS opened,
                countIf(p.person != '' AND p.merged_week = d.week)  AS merges,
                countIf(p.person != '' AND p.rejected_week = d.week) AS rejections
            FROM (SELECT DISTINCT week, person FROM plumbline.adoption_person_week WHERE is_developer = 1) AS d
            LEFT JOIN plumbline.adoption_pull_request AS p ON p.person = d.person
            GROUP BY d.week, d.person
        )
        GROUP BY week, cohort
    )
);

-- Members of teams as the directory in force has them; person is the pseudonym that mart.pull_request calls author_id.
-- A membership holds from the start of first_day to the start of until_day in the organisation's time zone.
CREATE OR REPLACE VIEW mart.team_member${on_cluster} AS
SELECT
    if(merged.merged_into = '', d.person, merged.merged_into) AS person,
    if((SELECT minimum_people FROM plumbline.privacy_in_force) < 2
       OR d.team IN (SELECT team FROM plumbline.named_team WHERE quarter = (SELECT max(quarter) FROM plumbline.named_team)),
       d.team, 'small teams') AS team,
    d.first_day AS first_day,
    d.until_day AS until_day
FROM
(
    SELECT m.1 AS person, m.2 AS team, m.3 AS first_day, m.4 AS until_day
    FROM plumbline.directory_in_force
    ARRAY JOIN members AS m
) AS d
LEFT JOIN plumbline.merged_person AS merged ON merged.person = d.person;

-- Every decision on configuration without its content: what the numbers of a day were made with.
CREATE OR REPLACE VIEW mart.config_entry${on_cluster} AS
SELECT
    kind,
    id,
    event_id,
    decided_at,
    decided_by,
    reason,
    retracted,
    nullIf(problem, '')  AS problem,
    hex(SHA256(concat(assumeNotNull((SELECT salt FROM plumbline.privacy_in_force)), content))) AS content_sha256
FROM plumbline.config_entry FINAL;
