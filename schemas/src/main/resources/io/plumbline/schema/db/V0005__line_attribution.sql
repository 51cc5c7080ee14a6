-- Which lines of which commit an AI wrote, as Git AI notes and Agent Trace records state it.

-- One row per statement. A commit has one note (record is empty), and a newer one replaces it; trace records stand beside
-- each other. A line that nobody attests is unknown, not human. Unknown counts are NULL, unknown names the empty string.
CREATE TABLE plumbline.line_attribution${on_cluster}
(
    provider         LowCardinality(String),
    repo             LowCardinality(String),
    sha              String,
    standard         LowCardinality(String),
    record           String,
    standard_version LowCardinality(String),
    event_id         String,
    event_at         DateTime64(3, 'UTC'),
    observed_at      DateTime64(3, 'UTC'),
    files            UInt32,
    human_lines      Nullable(UInt32),
    sessions         Array(Tuple(id String, tool String, model String, lines UInt32, additions Nullable(UInt32),
                                 deletions Nullable(UInt32), accepted Nullable(UInt32), overridden Nullable(UInt32))),
    version          UInt64
)
ENGINE = ${Replicated}ReplacingMergeTree(version)
ORDER BY (repo, sha, standard, record, provider)
SETTINGS ${deduplication_window};

CREATE VIEW mart.line_attribution${on_cluster} AS
SELECT
    provider,
    repo,
    sha,
    standard,
    session.id                            AS session_id,
    nullIf(session.tool, '')              AS tool,
    nullIf(session.model, '')             AS model,
    toBool(session.tool IN ('mock_ai', 'test-agent')) AS is_test_tool,
    session.lines                         AS lines,
    session.additions                     AS additions,
    session.deletions                     AS deletions,
    session.accepted                      AS accepted,
    session.overridden                    AS overridden,
    observed_at
FROM plumbline.line_attribution FINAL
ARRAY JOIN sessions AS session
COMMENT 'One row per commit and AI session that wrote lines of it. lines: attested line by line. additions, deletions: written by the session; accepted: of these, committed; overridden: changed by a person before the commit; all three as the tool counted them, NULL where it does not. Commits that only people or nobody is known to have written have no row.';

CREATE VIEW mart.line_acceptance${on_cluster} AS
SELECT
    tool,
    model,
    any(is_test)               AS is_test_tool,
    sum(largest.1)             AS accepted_lines,
    sum(largest.3)             AS overridden_lines,
    sum(largest.2)             AS additions,
    sum(stated_accepted)       AS accepted_lines_stated,
    sum(stated_overridden)     AS overridden_lines_stated,
    sum(stated_additions)      AS additions_stated,
    sum(attested)              AS attested_lines,
    uniqExactArray(commits_of) AS commits,
    count()                    AS sessions,
    sum(stated)                AS statements
FROM
(
    SELECT
        repo,
        session_id,
        tool,
        model,
        max(is_test_tool)                                                      AS is_test,
        argMax(tuple(accepted, additions, overridden),
               tuple(ifNull(accepted, -1), ifNull(additions, -1), ifNull(overridden, -1))) AS largest,
        sum(accepted)                                                          AS stated_accepted,
        sum(overridden)                                                        AS stated_overridden,
        sum(additions)                                                         AS stated_additions,
        sum(lines)                                                             AS attested,
        groupUniqArray((repo, sha))                                            AS commits_of,
        count()                                                                AS stated
    FROM mart.line_attribution
    GROUP BY provider, repo, standard, session_id, tool, model
)
GROUP BY tool, model
COMMENT 'Accepted and overridden lines per tool and model. One session or prompt is stated on every commit that it had a part in, and a squash states those of all its commits again: so accepted_lines, overridden_lines and additions count each session once per repository, by its largest statement (most accepted lines), and the columns that end in _stated add up all statements. The truth lies between the two: a session that really wrote several commits is counted too low by the first, a squashed one too high by the second. accepted may exceed additions for the same reason, and because some tools do not count all of what they write; it is therefore no share and has no interval. attested_lines adds up lines over commits. is_test_tool: written by the tests of a tool, kept but not to be mixed with the others.';
