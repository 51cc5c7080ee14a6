-- The newest decision of each kind about how numbers are made, and the rule tables that facts were made with.
SELECT what, version, at, uses, problem
FROM
(
    SELECT
        kind                                          AS what,
        argMax(event_id, (decided_at, event_id))      AS version,
        max(decided_at)                               AS at,
        count()                                       AS uses,
        argMax(problem, (decided_at, event_id))       AS problem
    FROM mart.config_entry
    GROUP BY kind
    UNION ALL
    SELECT
        concat('applied by ', application)            AS what,
        argMax(config_version, applied_at)            AS version,
        max(applied_at)                               AS at,
        sum(facts)                                    AS uses,
        CAST(NULL, 'Nullable(String)')                AS problem
    FROM mart.config_applied
    GROUP BY application
    UNION ALL
    SELECT
        'rules of attribution, pull requests'         AS what,
        rule_version                                  AS version,
        max(last_event_at)                            AS at,
        count()                                       AS uses,
        CAST(NULL, 'Nullable(String)')                AS problem
    FROM mart.pull_request
    WHERE (:teams = '' OR has(splitByChar('\n', :teams), ifNull(team, '-')))
    GROUP BY rule_version
)
ORDER BY what, at DESC
