-- Lines: who wrote them, how long they lived.

-- One row per commit of the followed branch of an imported clone. deaths: the lines born here, by age at their end; ended:
-- the lines that this commit ended, by their age. Ages are whole days, from 400 on in steps of 100.
CREATE TABLE IF NOT EXISTS plumbline.line_history${on_cluster}
(
    id            String,
    provider      LowCardinality(String),
    repo          LowCardinality(String),
    sha           String,
    number        Nullable(UInt32),
    committed_at  DateTime64(3, 'UTC'),
    author_person String,
    team          LowCardinality(String),
    origin        LowCardinality(String),
    tool          LowCardinality(String),
    origin_source LowCardinality(String),
    born          UInt32,
    deaths        Array(Tuple(age_days UInt32, lines UInt32, same_author UInt32)),
    added         UInt32,
    removed       UInt32,
    ended         Array(Tuple(age_days UInt32, lines UInt32, same_author UInt32)),
    known_until   DateTime64(3, 'UTC'),
    zone          LowCardinality(String),
    version       UInt64,
    is_deleted    UInt8
)
ENGINE = ${Replicated}ReplacingMergeTree(version, is_deleted)
ORDER BY (repo, sha, provider)
SETTINGS ${deduplication_window};

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
    nullIf(team, '')                                   AS team,
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

-- Rework within the given number of days: lines that a commit ended before they were that old / lines that it added or
-- removed, by the month and origin of the commit that ended them. 21 is the registry's window.
CREATE OR REPLACE VIEW mart.line_rework_within${on_cluster} AS
SELECT
    repo,
    toStartOfMonth(committed_at)                        AS month,
    origin,
    tool,
    count()                                             AS commits,
    sum(added)                                          AS lines_added,
    sum(removed)                                        AS lines_removed,
    lines_added + lines_removed                         AS lines_changed,
    sum(arraySum(arrayMap(x -> if(x.1 < {days:UInt32}, x.2, 0), ended)))  AS rework_lines,
    sum(arraySum(arrayMap(x -> if(x.1 >= {days:UInt32}, x.2, 0), ended))) AS refactor_lines,
    if(lines_changed = 0, NULL, rework_lines / lines_changed)   AS rework_ratio,
    if(lines_changed = 0, NULL, refactor_lines / lines_changed) AS refactor_ratio,
    wilson_lower(rework_lines, lines_changed)           AS rework_lower_95,
    wilson_upper(rework_lines, lines_changed)           AS rework_upper_95
FROM mart.line_history
GROUP BY repo, month, origin, tool;

-- The same with the windows that vendors use side by side, none of which can be compared with another.
CREATE OR REPLACE VIEW mart.line_rework${on_cluster} AS
SELECT
    repo,
    toStartOfMonth(committed_at)                        AS month,
    origin,
    tool,
    count()                                             AS commits,
    sum(added)                                          AS lines_added,
    sum(removed)                                        AS lines_removed,
    lines_added + lines_removed                         AS lines_changed,
    sum(arraySum(arrayMap(x -> if(x.1 < 14, x.2, 0), ended))) AS rework_lines_14d,
    sum(arraySum(arrayMap(x -> if(x.1 < 21, x.2, 0), ended))) AS rework_lines_21d,
    sum(arraySum(arrayMap(x -> if(x.1 < 25, x.2, 0), ended))) AS rework_lines_25d,
    sum(arraySum(arrayMap(x -> if(x.1 < 30, x.2, 0), ended))) AS rework_lines_30d,
    lines_removed - rework_lines_21d                    AS refactor_lines_21d,
    if(lines_changed = 0, NULL, rework_lines_21d / lines_changed)   AS rework_ratio_21d,
    if(lines_changed = 0, NULL, refactor_lines_21d / lines_changed) AS refactor_ratio_21d,
    wilson_lower(rework_lines_21d, lines_changed)       AS rework_lower_95,
    wilson_upper(rework_lines_21d, lines_changed)       AS rework_upper_95
FROM mart.line_history
GROUP BY repo, month, origin, tool;

-- How many lines are alive at an age, by origin of who wrote them. at_risk: lines of commits that were at least that old when
-- the history was read, of which alive and alive_ratio tell; survival is the Kaplan-Meier estimate, which also uses what is
-- known of younger lines.
CREATE OR REPLACE VIEW mart.line_survival${on_cluster} AS
WITH
    lives AS
    (
        -- NULL would join with nothing.
        SELECT repo, origin, ifNull(tool, '') AS tool_id, born, deaths, toUInt32(dateDiff('second', committed_at, known_until) / 86400) AS seen_days
        FROM mart.line_history
        WHERE born > 0
    ),
    -- Of each day the lines that ended, and those of whose later life nobody knows.
    ends AS
    (
        SELECT repo, origin, tool_id, death.1 AS day, sum(death.2) AS died, 0 AS unseen
        FROM lives ARRAY JOIN deaths AS death
        GROUP BY repo, origin, tool_id, day
        UNION ALL
        SELECT repo, origin, tool_id, seen_days AS day, 0 AS died,
               sum(born - arraySum(arrayMap(x -> x.2, deaths))) AS unseen
        FROM lives
        GROUP BY repo, origin, tool_id, day
    ),
    days AS
    (
        SELECT repo, origin, tool_id, day, toInt64(sum(died)) AS died_then, toInt64(sum(unseen)) AS unseen_then
        FROM ends GROUP BY repo, origin, tool_id, day
    ),
    steps AS
    (
        SELECT repo, origin, tool_id, day, died_then,
               sum(died_then + unseen_then) OVER (PARTITION BY repo, origin, tool_id ORDER BY day DESC) AS at_risk_then
        FROM days
    ),
    curve AS
    (
        SELECT repo, origin, tool_id, groupArray((day, died_then, at_risk_then)) AS points
        FROM steps GROUP BY repo, origin, tool_id
    )
SELECT
    repo,
    origin,
    nullIf(tool_id, '')                                AS tool,
    arrayJoin([3, 7, 14, 21, 30, 90, 180])             AS days,
    sumIf(lives.born, lives.seen_days >= days)         AS at_risk,
    sumIf(lives.born - arraySum(arrayMap(x -> if(x.1 < days, x.2, 0), lives.deaths)), lives.seen_days >= days) AS alive,
    if(at_risk = 0, NULL, alive / at_risk)             AS alive_ratio,
    wilson_lower(alive, at_risk)                       AS wilson_lower_95,
    wilson_upper(alive, at_risk)                       AS wilson_upper_95,
    if(at_risk = 0, NULL, arrayProduct(arrayMap(x -> if(x.1 < days AND x.3 > 0, 1 - x.2 / x.3, 1.), any(curve.points)))) AS survival
FROM lives INNER JOIN curve USING (repo, origin, tool_id)
GROUP BY repo, origin, tool_id, days;

-- What changed lines were, after Pluralsight Flow, whose limit is 30 days: rework of one's own, help to others, refactoring of
-- old code, and new work: what a commit adds beyond what it takes away.
CREATE OR REPLACE VIEW mart.line_class${on_cluster} AS
SELECT
    repo,
    toStartOfMonth(committed_at)                        AS month,
    origin,
    tool,
    sum(arraySum(arrayMap(x -> if(x.1 < 30, x.3, 0), ended)))         AS own_rework,
    sum(arraySum(arrayMap(x -> if(x.1 < 30, x.2 - x.3, 0), ended)))   AS helping_others,
    sum(arraySum(arrayMap(x -> if(x.1 >= 30, x.2, 0), ended)))        AS legacy_refactor,
    sum(greatest(toInt64(added) - removed, 0))          AS new_work
FROM mart.line_history
GROUP BY repo, month, origin, tool;
