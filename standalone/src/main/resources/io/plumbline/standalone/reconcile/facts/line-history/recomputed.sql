-- From the normalised commits: what each wrote, and what later ones ended of it. Whose it is, is not decided a second time.
WITH
commits AS
(
    SELECT provider, repo, sha, newest AS attributes
    FROM
    (
    SELECT provider, repo, sha, argMax(attributes, (observed_at, event_id)) AS newest
    FROM
    (
        SELECT toString(provider) AS provider, toString(repo) AS repo, JSONExtractString(attributes, 'sha') AS sha,
               observed_at, event_id, attributes
        FROM plumbline.event FINAL
        WHERE kind = 'commit_lines'
    )
    GROUP BY provider, repo, sha
    )
    WHERE NOT JSONExtractBool(newest, 'gone')
),
ends AS
(
    SELECT provider, repo, sha, one.sha AS written_by, one.lines AS lines, if(one.sameAuthor, one.lines, 0) AS own,
           greatest(0, intDiv(toUnixTimestamp64Milli(parseDateTime64BestEffort(JSONExtractString(attributes, 'committedAt'), 3, 'UTC'))
               - toUnixTimestamp64Milli(parseDateTime64BestEffort(one.writtenAt, 3, 'UTC')), 86400000)) AS days,
           toUInt32(if(days < 400, days, intDiv(days, 100) * 100)) AS age
    FROM commits
    ARRAY JOIN JSONExtract(attributes, 'ended',
        'Array(Tuple(sha String, writtenAt String, lines UInt32, sameAuthor Bool))') AS one
)
SELECT commits.repo AS repo, concat(commits.provider, ':', commits.repo, '@', commits.sha) AS id,
       map('committed_at', toString(parseDateTime64BestEffort(JSONExtractString(attributes, 'committedAt'), 3, 'UTC')),
           'born', toString(JSONExtractUInt(attributes, 'born')), 'added', toString(JSONExtractUInt(attributes, 'added')),
           'removed', toString(JSONExtractUInt(attributes, 'removed')),
           'deaths', toString(ifNull(deaths.ages, [])), 'ended', toString(ifNull(ended.ages, []))) AS fields
FROM commits
LEFT JOIN
(
    SELECT provider, repo, written_by, arraySort(groupArray((age, lines, own))) AS ages
    FROM (SELECT provider, repo, written_by, age, toUInt32(sum(lines)) AS lines, toUInt32(sum(own)) AS own FROM ends GROUP BY ALL)
    GROUP BY provider, repo, written_by
) AS deaths ON deaths.provider = commits.provider AND deaths.repo = commits.repo AND deaths.written_by = commits.sha
LEFT JOIN
(
    SELECT provider, repo, sha, arraySort(groupArray((age, lines, own))) AS ages
    FROM (SELECT provider, repo, sha, age, toUInt32(sum(lines)) AS lines, toUInt32(sum(own)) AS own FROM ends GROUP BY ALL)
    GROUP BY provider, repo, sha
) AS ended ON ended.provider = commits.provider AND ended.repo = commits.repo AND ended.sha = commits.sha
