-- Findings of reviewers: per finding, per pull request, and their rates.

-- Bounds of a 95 % interval for a Poisson count x (Byar's approximation of the exact one, within 1 % from x = 1 on). Divide
-- by the exposure for a rate. Findings come in clumps, so for a comparison the pages widen it by the dispersion.
CREATE FUNCTION IF NOT EXISTS poisson_lower${on_cluster} AS (x) ->
    if(x = 0, 0., x * pow(1 - 1 / (9 * greatest(x, 1)) - 1.959964 / (3 * sqrt(greatest(x, 1))), 3));

CREATE FUNCTION IF NOT EXISTS poisson_upper${on_cluster} AS (x) ->
    (x + 1) * pow(1 - 1 / (9 * (x + 1)) + 1.959964 / (3 * sqrt(x + 1)), 3);

CREATE TABLE IF NOT EXISTS plumbline.findings${on_cluster}
(
    id                 String,
    provider           LowCardinality(String),
    repo               LowCardinality(String),
    number             UInt32,
    team               LowCardinality(String),
    origin             LowCardinality(String),
    tool               LowCardinality(String),
    task_type          LowCardinality(String),
    areas              Array(LowCardinality(String)),
    zone               LowCardinality(String),
    opened_at          DateTime64(3, 'UTC'),
    merged_at          Nullable(DateTime64(3, 'UTC')),
    closed_at          Nullable(DateTime64(3, 'UTC')),
    changed_lines      Nullable(UInt32),
    ai_detectors       Array(LowCardinality(String)),
    reviewed_by_people Bool,
    counts             Array(Tuple(detector String, severity String, category String, findings UInt32)),
    ai_findings        UInt32,
    people_findings    UInt32,
    version            UInt64,
    is_deleted         UInt8
)
ENGINE = ${Replicated}ReplacingMergeTree(version, is_deleted)
ORDER BY (repo, number, provider)
SETTINGS ${deduplication_window};

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
    nullIf(team, '')        AS team,
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
    nullIf(team, '')        AS team,
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

-- Findings of closed pull requests by origin, tool and repository of the pull request and by detector, severity and category;
-- 'all' = the sum over a column. Every row of a detector has all pull requests that it looked at as its denominator.
CREATE OR REPLACE VIEW mart.findings_rate${on_cluster} AS
WITH
    looked AS
    (
        SELECT
            repo, origin, tool,
            arrayJoin(arrayConcat(ai_detectors, if(reviewed_by_people, ['people'], []))) AS detector,
            count()                                    AS pull_requests,
            countIf(ifNull(changed_lines, 0) > 0)      AS sized_pull_requests,
            sum(toUInt64(ifNull(changed_lines, 0)))    AS lines
        FROM mart.findings
        WHERE ifNull(merged_at, closed_at) IS NOT NULL
        GROUP BY repo, origin, tool, detector
    ),
    found AS
    (
        SELECT
            repo, origin, tool,
            one.1 AS detector,
            sort.1 AS severity,
            sort.2 AS category,
            sum(toUInt64(one.4))                                     AS findings,
            sumIf(toUInt64(one.4), ifNull(changed_lines, 0) > 0)     AS sized_findings
        FROM mart.findings
        ARRAY JOIN counts AS one
        ARRAY JOIN arrayDistinct([
            ('all', 'all'),
            (if(one.2 = '', 'unstated', one.2), 'all'),
            ('all', if(one.3 = '', 'unstated', one.3)),
            (if(one.2 = '', 'unstated', one.2), if(one.3 = '', 'unstated', one.3))]) AS sort
        WHERE ifNull(merged_at, closed_at) IS NOT NULL
        GROUP BY repo, origin, tool, detector, severity, category
    ),
    cells AS
    (
        SELECT repo, origin, tool, detector, severity, category, findings, sized_findings FROM found
        UNION ALL
        SELECT repo, origin, tool, detector, 'all' AS severity, 'all' AS category, 0 AS findings, 0 AS sized_findings
        FROM looked
    )
SELECT
    cells.origin                                AS origin,
    cells.tool                                  AS tool,
    cells.repo                                  AS repo,
    cells.detector                              AS detector,
    cells.severity                              AS severity,
    cells.category                              AS category,
    sum(cells.findings)                         AS findings_count,
    any(looked.pull_requests)                   AS pull_requests,
    100 * findings_count / pull_requests        AS per_100_prs,
    100 * poisson_lower(findings_count) / pull_requests AS per_100_prs_lower_95,
    100 * poisson_upper(findings_count) / pull_requests AS per_100_prs_upper_95,
    sum(cells.sized_findings)                   AS sized_findings_count,
    any(looked.sized_pull_requests)             AS sized_pull_requests,
    any(looked.lines)                           AS lines,
    if(lines = 0, NULL, 1000 * sized_findings_count / lines)                AS per_kloc,
    if(lines = 0, NULL, 1000 * poisson_lower(sized_findings_count) / lines) AS per_kloc_lower_95,
    if(lines = 0, NULL, 1000 * poisson_upper(sized_findings_count) / lines) AS per_kloc_upper_95,
    multiIf(pull_requests < 10, 'hidden', pull_requests < 30, 'weak', 'shown') AS sample_guard
FROM cells
INNER JOIN looked ON looked.repo = cells.repo AND looked.origin = cells.origin
    AND ifNull(looked.tool, '') = ifNull(cells.tool, '') AND looked.detector = cells.detector
GROUP BY origin, tool, repo, detector, severity, category;

-- Findings per closed pull request by origin: machines where an AI reviewer looked, people where a person reviewed.
CREATE OR REPLACE VIEW mart.findings_percentiles${on_cluster} AS
SELECT
    origin,
    detectors.1                                AS detector_kind,
    count()                                    AS pull_requests,
    sum(detectors.2)                           AS findings_count,
    avg(detectors.2)                           AS mean,
    quantileExactInclusive(0.5)(detectors.2)   AS p50,
    quantileExactInclusive(0.9)(detectors.2)   AS p90,
    quantileExactInclusive(0.95)(detectors.2)  AS p95,
    max(detectors.2)                           AS most,
    multiIf(pull_requests < 10, 'hidden', pull_requests < 30, 'weak', 'shown') AS sample_guard
FROM mart.findings
ARRAY JOIN arrayConcat(
    if(empty(ai_detectors), [], [('ai', toUInt64(ai_findings))]),
    if(reviewed_by_people, [('people', toUInt64(people_findings))], [])) AS detectors
WHERE ifNull(merged_at, closed_at) IS NOT NULL
GROUP BY origin, detector_kind;
