-- What people decided about how numbers are made, and the directory that follows from it.

-- Every entry ever made. Of a directory and of an identity link the loader lays out what they say, people as pseudonyms:
-- persons are in the order of the file, accounts belong to them, members are persons. problem: why it cannot be used.
CREATE TABLE plumbline.config_entry${on_cluster}
(
    kind         LowCardinality(String),
    id           String,
    event_id     String,
    decided_at   DateTime64(3, 'UTC'),
    observed_at  DateTime64(3, 'UTC'),
    delivery_id  String,
    author       String,
    decided_by   String,
    reason       String,
    retracted    Bool,
    content      String CODEC(ZSTD(1)),
    problem      String,
    organisation String,
    zone         String,
    persons      Array(String),
    accounts     Array(Tuple(account String, person String)),
    teams        Array(Tuple(team String, name String, parent String, zone String)),
    members      Array(Tuple(person String, team String, first_day Nullable(Date), until_day Nullable(Date))),
    repositories Array(Tuple(repository String, team String, first_day Nullable(Date), until_day Nullable(Date))),
    services     Array(Tuple(service String, name String, repository String)),
    version      UInt64
)
ENGINE = ${Replicated}ReplacingMergeTree(version)
ORDER BY (kind, id, event_id)
SETTINGS ${deduplication_window};

-- Which version of the configuration each task has restated its facts to, and when.
CREATE TABLE plumbline.config_applied${on_cluster}
(
    application    LowCardinality(String),
    task           String,
    config_version String,
    facts          UInt64,
    changed        UInt64,
    applied_at     DateTime64(3, 'UTC'),
    version        UInt64
)
ENGINE = ${Replicated}ReplacingMergeTree(version)
ORDER BY (application, task, config_version)
SETTINGS ${deduplication_window};

-- The directory in force: the newest that can be used, unless it was taken back.
CREATE VIEW plumbline.directory_in_force${on_cluster} AS
SELECT *
FROM
(
    SELECT *
    FROM plumbline.config_entry FINAL
    WHERE kind = 'directory' AND (retracted OR problem = '')
    ORDER BY decided_at DESC, event_id DESC
    LIMIT 1
)
WHERE NOT retracted;

-- Links in force: the newest of each id, unless it was taken back.
CREATE VIEW plumbline.identity_link_in_force${on_cluster} AS
SELECT *
FROM
(
    SELECT *
    FROM plumbline.config_entry FINAL
    WHERE kind = 'identity-link'
    ORDER BY decided_at DESC, event_id DESC
    LIMIT 1 BY id
)
WHERE NOT retracted AND problem = '';

-- Persons of the directory whom links make one with a person listed before them. Groups are joined link by link; whoever
-- is listed first names the group.
CREATE VIEW plumbline.merged_person${on_cluster} AS
WITH
    (SELECT any(persons) FROM plumbline.directory_in_force) AS listed,
    (SELECT any(accounts) FROM plumbline.directory_in_force) AS known,
    groups AS
    (
        SELECT arrayJoin(arrayFold(
            (acc, one) -> arrayPushBack(
                arrayFilter(g -> NOT hasAny(g, one), acc),
                arrayDistinct(arrayConcat(one, arrayFlatten(arrayFilter(g -> hasAny(g, one), acc))))),
            groupArray(nodes),
            CAST([], 'Array(Array(String))'))) AS members
        FROM
        (
            SELECT arrayMap(
                a -> if(indexOf(known.account, a) > 0, known.person[indexOf(known.account, a)], a),
                accounts.account) AS nodes
            FROM plumbline.identity_link_in_force
        )
    )
SELECT
    arrayJoin(arrayFilter(p -> has(members, p), listed))  AS person,
    arrayFirst(p -> has(members, p), listed)              AS merged_into
FROM groups;

CREATE VIEW mart.team${on_cluster} AS
SELECT
    t.1               AS team,
    t.2               AS name,
    nullIf(t.3, '')   AS parent,
    nullIf(t.4, '')   AS zone
FROM plumbline.directory_in_force
ARRAY JOIN teams AS t;

-- Members of teams as the directory in force has them; person is the pseudonym that mart.pull_request calls author_id.
-- A membership holds from the start of first_day to the start of until_day in the organisation's time zone.
CREATE VIEW mart.team_member${on_cluster} AS
SELECT
    if(merged.merged_into = '', d.person, merged.merged_into) AS person,
    d.team      AS team,
    d.first_day AS first_day,
    d.until_day AS until_day
FROM
(
    SELECT m.1 AS person, m.2 AS team, m.3 AS first_day, m.4 AS until_day
    FROM plumbline.directory_in_force
    ARRAY JOIN members AS m
) AS d
LEFT JOIN plumbline.merged_person AS merged ON merged.person = d.person;

-- repository may be a pattern such as owner/*; one that names the repository wins.
CREATE VIEW mart.repository_owner${on_cluster} AS
SELECT
    r.1                       AS repository,
    position(r.1, '*') > 0    AS is_pattern,
    r.2                       AS team,
    r.3                       AS first_day,
    r.4                       AS until_day
FROM plumbline.directory_in_force
ARRAY JOIN repositories AS r;

CREATE VIEW mart.service${on_cluster} AS
SELECT
    s.1  AS service,
    s.2  AS name,
    s.3  AS repository
FROM plumbline.directory_in_force
ARRAY JOIN services AS s;

-- Who made one person of which accounts, when and why, and who took it back. Accounts and deciders are pseudonyms.
CREATE VIEW mart.identity_link${on_cluster} AS
SELECT
    id                                                                             AS link,
    argMaxIf(accounts.account, (e.decided_at, e.event_id), NOT e.retracted)        AS accounts,
    argMaxIf(e.decided_by, (e.decided_at, e.event_id), NOT e.retracted)            AS merged_by,
    maxIf(e.decided_at, NOT e.retracted)                                           AS merged_at,
    argMaxIf(e.reason, (e.decided_at, e.event_id), NOT e.retracted)                AS merge_reason,
    argMax(e.retracted, (e.decided_at, e.event_id))                                AS undone,
    if(undone, argMax(e.decided_by, (e.decided_at, e.event_id)), NULL)             AS undone_by,
    if(undone, max(e.decided_at), NULL)                                            AS undone_at,
    if(undone, argMax(e.reason, (e.decided_at, e.event_id)), NULL)                 AS undo_reason
FROM (SELECT * FROM plumbline.config_entry FINAL WHERE kind = 'identity-link') AS e
GROUP BY id
HAVING countIf(NOT e.retracted) > 0;

-- Every decision on configuration without its content: what the numbers of a day were made with.
CREATE VIEW mart.config_entry${on_cluster} AS
SELECT
    kind,
    id,
    event_id,
    decided_at,
    decided_by,
    reason,
    retracted,
    nullIf(problem, '')  AS problem,
    hex(SHA256(content)) AS content_sha256
FROM plumbline.config_entry FINAL;

CREATE VIEW mart.config_applied${on_cluster} AS
SELECT application, task, config_version, facts, changed, applied_at
FROM plumbline.config_applied FINAL;

-- People who said who wrote a pull request, against the rules; in_force: the newest of its pull request, not taken back.
CREATE VIEW mart.origin_override${on_cluster} AS
SELECT
    provider,
    repo,
    number,
    origin,
    tool,
    decided_by,
    reason,
    decided_at,
    retracted,
    place = 1 AND NOT retracted AS in_force
FROM
(
    SELECT
        provider,
        repo,
        number,
        JSONExtractString(attributes, 'origin')            AS origin,
        nullIf(JSONExtractString(attributes, 'tool'), '')  AS tool,
        actor_pseudonym                                    AS decided_by,
        JSONExtractString(attributes, 'reason')            AS reason,
        event_at                                           AS decided_at,
        JSONExtractBool(attributes, 'retracted')           AS retracted,
        row_number() OVER (PARTITION BY provider, repo, number ORDER BY event_at DESC, event_id DESC) AS place
    FROM plumbline.event FINAL
    WHERE kind = 'origin_override'
);
