-- Made-up pull requests of two years in 200 repositories of 25 teams; the same number gives the same rows.
INSERT INTO plumbline.pull_request (id, provider, repo, number, title, html_url, author_login, author_type, author_person, accountable_person,
    team, team_source, task_type, task_type_source, areas, known_paths, origin, tool, attribution_confidence, rule_version,
    opened_at, ready_at, draft, first_review_at, first_human_review_at, approved_at, merged_at, closed_at, outcome,
    additions, deletions, changed_files, commits, reviews, human_reviews, review_comments, review_rounds, pushes,
    pushes_after_first_human_review, events, last_event_at, last_observed_at, zone, first_commit_at, written_additions, written_deletions,
    written_files, coding_work_millis, pickup_work_millis, review_work_millis, merge_work_millis, version, is_deleted)
SELECT
    concat('github:', repo, '#', toString(num)), 'github', repo, num,
    concat(task, ': change number ', toString(n), ' of ', repo), concat('https://github.com/', repo, '/pull/', toString(num)),
    concat('dev-', toString(person)), 'User', concat('person-', toString(person)), concat('person-', toString(person)),
    concat('team-', toString(n % 200 % 25)), 'membership', task, 'title',
    [['api', 'schema', 'auth', 'test', 'docs', 'infrastructure'][1 + intDiv(h3, 7) % 6]], 1, origin, tool, if(origin = 'unknown', 0, [0.7, 0.85, 0.95][1 + h4 % 3]), 'bench-1',
    opened, ready, false, if(reviewed, review, NULL), if(reviewed, review, NULL), if(reviewed AND merged, finish, NULL),
    if(merged, finish, NULL), if(is_open, NULL, finish), multiIf(is_open, 'open', merged, 'merged', h4 % 3 = 0, 'auto_closed', 'rejected_by_human'),
    lines, intDiv(lines, 3), 1 + lines % 12, 1 + h4 % 6, toUInt32(reviewed) + h4 % 2, toUInt32(reviewed), h3 % 6, h3 % 3, h4 % 5,
    h4 % 3, 6, finish, finish, 'UTC', opened - toIntervalSecond(60 + h3 % 200000), lines, intDiv(lines, 3), 1 + lines % 12,
    if(reviewed, 3600000 + h3 * 37 % 90000000, NULL), if(reviewed, dateDiff('millisecond', ready, review), NULL),
    if(reviewed AND merged, dateDiff('millisecond', review, finish), NULL), if(reviewed AND merged, 0, NULL), 1, 0
FROM
(
    SELECT
        number AS n,
        sipHash64(number, 1) % 1000000 AS h1, sipHash64(number, 2) % 1000000 AS h2, sipHash64(number, 3) % 1000000 AS h3, sipHash64(number, 4) % 1000000 AS h4,
        concat('acme/service-', toString(number % 200)) AS repo,
        toUInt32(intDiv(number, 200) + 1) AS num,
        h3 % 2000 AS person,
        ['feat', 'fix', 'docs', 'test', 'refactor', 'chore'][1 + h2 % 6] AS task,
        multiIf(h1 < 180000, 'ai_agent', h1 < 300000, 'ai_assisted', h1 < 420000, 'automation_bot', 'unknown') AS origin,
        multiIf(h1 < 90000, 'openai-codex', h1 < 180000, 'devin', h1 < 240000, 'cursor', h1 < 300000, 'claude-code', '') AS tool,
        toDateTime64('2024-11-18 00:00:00', 3, 'UTC') + toIntervalSecond(toUInt64(number * 62812800 / {rows:UInt64})) AS opened,
        opened + toIntervalSecond(h2 % 3600) AS ready,
        -- Hours to the first review and to the end: many short, few long.
        ready + toIntervalSecond(toUInt32(600 + 3600 * exp(3.5 * h3 / 1000000))) AS review,
        review + toIntervalSecond(toUInt32(1800 + 3600 * exp(4.5 * h4 / 1000000))) AS finish,
        finish > toDateTime64('2026-11-16 00:00:00', 3, 'UTC') AS is_open,
        NOT is_open AND h2 % 100 < if(startsWith(origin, 'ai_'), 74, 82) AS merged,
        h3 % 100 < 80 AS reviewed,
        toUInt32(5 + exp(7.5 * (h4 % 1000) / 1000)) AS lines
    FROM numbers(
        intDiv({rows:UInt64} * {slice:UInt64}, {slices:UInt64}),
        intDiv({rows:UInt64} * ({slice:UInt64} + 1), {slices:UInt64}) - intDiv({rows:UInt64} * {slice:UInt64}, {slices:UInt64}))
)
