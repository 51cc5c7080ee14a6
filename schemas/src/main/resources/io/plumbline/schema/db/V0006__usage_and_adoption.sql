-- What vendors report about the use of their tools, and who has taken them up.

-- One row per figure, the newest report of it. Numbers are NULL where the report does not say.
CREATE TABLE plumbline.usage_day${on_cluster}
(
    id              String,
    vendor          LowCardinality(String),
    tool            LowCardinality(String),
    report          LowCardinality(String),
    level           LowCardinality(String),
    scope           LowCardinality(String),
    subject         String,
    subject_kind    LowCardinality(String),
    person          String,
    team            LowCardinality(String),
    day             Date,
    surface         LowCardinality(String),
    breakdown       LowCardinality(String),
    language        LowCardinality(String),
    model           LowCardinality(String),
    editor          LowCardinality(String),
    feature         LowCardinality(String),
    series          String,
    decision_source LowCardinality(String),
    kind            LowCardinality(String),
    unit            LowCardinality(String),
    accepted        Nullable(UInt64),
    offered         Nullable(UInt64),
    rejected        Nullable(UInt64),
    interactions    Nullable(UInt64),
    active          Nullable(UInt8),
    active_users    Nullable(UInt64),
    counted         Bool,
    reported_at     DateTime64(3, 'UTC'),
    observed_at     DateTime64(3, 'UTC'),
    version         UInt64,
    is_deleted      UInt8
)
ENGINE = ${Replicated}ReplacingMergeTree(version, is_deleted)
ORDER BY id
SETTINGS ${deduplication_window};

-- person_id is a pseudonym; of GitHub accounts it is the one that mart.pull_request shows.
CREATE VIEW mart.usage_day${on_cluster} AS
SELECT
    vendor,
    tool,
    report,
    level,
    nullIf(scope, '')           AS scope,
    nullIf(person, '')          AS person_id,
    nullIf(subject_kind, '')    AS subject_kind,
    nullIf(team, '')            AS team,
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

-- Acceptance by vendor, report, level, breakdown, surface and kind of denominator: each row is a world of its own, never to
-- be added to another. Of a day with only one of the two numbers neither is in it. decided_by is 'person' where a person
-- took the decision, 'machine' where a setting or hook did, NULL where the report does not tell.
CREATE VIEW mart.ide_acceptance${on_cluster} AS
SELECT
    vendor,
    tool,
    report,
    level,
    breakdown,
    surface,
    kind,
    unit,
    decided_by,
    counted,
    multiIf(kind = 'none', 'none', kind IN ('lines_all', 'bytes_all'), 'share of all code', 'acceptance') AS measure,
    if(kind = 'none', sum(day_accepted), sumIf(day_accepted, comparable)) AS numerator_count,
    if(kind = 'none', NULL, sumIf(day_offered, comparable))               AS denominator_count,
    multiIf(
        kind = 'none', 'the report has no denominator',
        vendor = 'copilot' AND surface = 'agent', 'agent edits are made, not offered: nobody accepts or rejects them',
        denominator_count = 0 AND numerator_count = 0, 'nothing was offered',
        numerator_count > denominator_count, 'more accepted than offered: the report counts what it did not offer',
        NULL)                                                             AS reason,
    if(reason IS NULL, numerator_count / denominator_count, NULL)         AS ratio,
    if(reason IS NULL, wilson_lower(numerator_count, denominator_count), NULL) AS wilson_lower_95,
    if(reason IS NULL, wilson_upper(numerator_count, denominator_count), NULL) AS wilson_upper_95,
    multiIf(reason IS NOT NULL OR denominator_count < 10, 'hidden', denominator_count < 100, 'weak', 'shown') AS sample_guard,
    countIf(comparable)                                                   AS days,
    countIf(comparable AND day_accepted > day_offered)                    AS days_over_100,
    min(day)                                                              AS first_day,
    max(day)                                                              AS last_day,
    if(max(day) + 3 <= toDate(now('UTC')), 'final', 'provisional')        AS finality
FROM
(
    SELECT
        vendor, tool, report, level, breakdown, surface, kind, unit, day, counted,
        multiIf(decision_source = '', NULL, startsWith(decision_source, 'user_'), 'person', 'machine') AS decided_by,
        toInt64(sum(ifNull(accepted, 0)))                               AS day_accepted,
        toInt64(sum(ifNull(offered, 0)))                                AS day_offered,
        countIf(accepted IS NOT NULL) > 0 AND countIf(offered IS NOT NULL) > 0 AS comparable
    FROM plumbline.usage_day FINAL
    WHERE is_deleted = 0 AND unit != 'activity' AND (accepted IS NOT NULL OR offered IS NOT NULL)
    GROUP BY vendor, tool, report, level, breakdown, surface, kind, unit, day, counted, decided_by
)
GROUP BY vendor, tool, report, level, breakdown, surface, kind, unit, decided_by, counted;

-- Sums of each day by report, level and breakdown; of reports that split by surface also the sum over surfaces.
CREATE VIEW plumbline.usage_sum${on_cluster} AS
SELECT vendor, scope, day, report, level, breakdown, unit, summed_surface AS surface,
       toInt64(sum(ifNull(accepted, 0))) AS accepted_sum, toInt64(sum(ifNull(offered, 0))) AS offered_sum
FROM plumbline.usage_day FINAL
ARRAY JOIN if(surface != 'all' AND surface != 'review' AND breakdown IN ('feature', 'language-feature', 'model-feature'), [surface, 'all'], [surface]) AS summed_surface
WHERE is_deleted = 0 AND unit != 'activity' AND kind NOT IN ('none', 'lines_all', 'bytes_all') AND decision_source = ''
GROUP BY vendor, scope, day, report, level, breakdown, unit, summed_surface;

-- Sums that should be the same and are not. Within a report, totals (and features) against every other breakdown; between
-- reports, an organisation's figures against the sum of its users'. Nothing is corrected: all levels are kept.
CREATE VIEW mart.usage_reconciliation${on_cluster} AS
SELECT
    vendor, nullIf(scope, '') AS scope, day, surface, unit, number,
    report_a, concat(level_a, '/', breakdown_a) AS level_a_name, sum_a,
    report_b, concat(level_b, '/', breakdown_b) AS level_b_name, sum_b,
    sum_a - sum_b AS difference
FROM
(
    SELECT
        a.vendor AS vendor, a.scope AS scope, a.day AS day, a.surface AS surface, a.unit AS unit,
        a.report AS report_a, a.level AS level_a, a.breakdown AS breakdown_a,
        p.report AS report_b, p.level AS level_b, p.breakdown AS breakdown_b,
        numbers.1 AS number, numbers.2 AS sum_a, numbers.3 AS sum_b
    FROM
    (
        SELECT * FROM plumbline.usage_sum WHERE breakdown IN ('total', 'feature')
    ) AS a
    INNER JOIN
    (
        SELECT DISTINCT vendor, scope, day, report, level, breakdown, unit FROM plumbline.usage_sum
    ) AS p ON p.vendor = a.vendor AND p.scope = a.scope AND p.day = a.day AND p.unit = a.unit
    LEFT JOIN plumbline.usage_sum AS b
        ON b.vendor = a.vendor AND b.scope = a.scope AND b.day = a.day AND b.unit = a.unit AND b.surface = a.surface
        AND b.report = p.report AND b.level = p.level AND b.breakdown = p.breakdown
    ARRAY JOIN [('accepted', a.accepted_sum, b.accepted_sum), ('offered', a.offered_sum, b.offered_sum)] AS numbers
    WHERE (p.report = a.report AND p.breakdown != a.breakdown
           AND if(a.breakdown = 'total', true, a.surface != 'all' AND p.breakdown IN ('language-feature', 'model-feature')))
       OR (p.report != a.report AND a.level = 'organization' AND p.level = 'user' AND p.breakdown = a.breakdown)
)
WHERE sum_a != sum_b;

-- A pull request as adoption counts it: by people, automation left out, in weeks of the organisation's time zone.
CREATE VIEW plumbline.adoption_pull_request${on_cluster} AS
SELECT
    multiIf(accountable_person != '', accountable_person, author_type IN ('Bot', 'Organization'), '', author_person) AS person,
    team,
    CAST(origin IN ('ai_agent', 'ai_assisted') AS UInt8) AS ai,
    additions,
    toDate(opened_at, ifNull(nullIf((SELECT max(zone) FROM plumbline.pull_request), ''), 'UTC')) AS opened_day,
    toMonday(opened_day) AS opened_week,
    if(merged_at IS NULL, NULL, toMonday(toDate(assumeNotNull(merged_at), ifNull(nullIf((SELECT max(zone) FROM plumbline.pull_request), ''), 'UTC')))) AS merged_week,
    if(merged_at IS NOT NULL OR closed_at IS NULL, NULL, toMonday(toDate(assumeNotNull(closed_at), ifNull(nullIf((SELECT max(zone) FROM plumbline.pull_request), ''), 'UTC')))) AS rejected_week
FROM plumbline.pull_request FINAL
WHERE is_deleted = 0 AND origin != 'automation_bot';

-- Who did what in which week. Reviews name accounts; the account's person and team are those of its pull requests, so a
-- person who only reviews, under several accounts, is several people here.
CREATE VIEW plumbline.adoption_person_week${on_cluster} AS
SELECT week, team, person, max(developer) AS is_developer, max(ai) AS uses_ai
FROM
(
    SELECT opened_week AS week, team, person, toUInt8(1) AS developer, ai
    FROM plumbline.adoption_pull_request
    WHERE person != ''
    UNION ALL
    SELECT r.week AS week, t.team AS team, r.person AS person, toUInt8(1) AS developer, toUInt8(0) AS ai
    FROM
    (
        SELECT
            toMonday(toDate(e.event_at, ifNull(nullIf((SELECT max(zone) FROM plumbline.pull_request), ''), 'UTC'))) AS week,
            if(a.person = '', e.actor_pseudonym, a.person) AS person
        FROM (SELECT event_at, actor_pseudonym FROM plumbline.event FINAL
              WHERE kind = 'review' AND action = 'submitted' AND actor_type != 'Bot' AND actor_pseudonym != '' AND NOT endsWith(actor_login, '[bot]')) AS e
        LEFT JOIN
        (
            SELECT account, max(account_person) AS person
            FROM (SELECT author_pseudonym AS account, author_person AS account_person FROM plumbline.pull_request FINAL
                  UNION ALL SELECT accountable_pseudonym AS account, accountable_person AS account_person FROM plumbline.pull_request FINAL)
            WHERE account != '' AND account_person != '' GROUP BY account
        ) AS a ON a.account = e.actor_pseudonym
    ) AS r
    LEFT JOIN (SELECT person, argMax(p.team, p.opened_day) AS team FROM plumbline.adoption_pull_request AS p WHERE person != '' GROUP BY person) AS t
        ON t.person = r.person
    UNION ALL
    SELECT toMonday(u.day) AS week, if(u.team != '', u.team, t.team) AS team, u.person AS person, toUInt8(0) AS developer, toUInt8(1) AS ai
    FROM (SELECT day, team, person FROM plumbline.usage_day FINAL WHERE is_deleted = 0 AND active = 1 AND person != '' AND subject_kind != 'api_key') AS u
    LEFT JOIN (SELECT person, argMax(p.team, p.opened_day) AS team FROM plumbline.adoption_pull_request AS p WHERE person != '' GROUP BY person) AS t
        ON t.person = u.person
)
GROUP BY week, team, person;

-- Adoption by ISO week and team; scope 'organization' is the whole, its people counted once. Below five people nothing is
-- shown, and when that hides one team of a week, the next smallest is hidden too: else the whole minus the rest would tell.
CREATE VIEW mart.adoption_week${on_cluster} AS
SELECT
    week,
    scope,
    nullIf(team, '') AS team,
    multiIf(small, 'fewer than 5 people', complement, 'would reveal another team', NULL) AS suppressed,
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
        active_developers_n < 5 AS small,
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
CREATE VIEW mart.adoption_cohort_week${on_cluster} AS
SELECT
    week,
    cohort,
    multiIf(small, 'fewer than 5 people', complement, 'would reveal another cohort', NULL) AS suppressed,
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
        persons_n < 5 AS small,
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
