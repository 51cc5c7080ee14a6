-- Who is behind the figures of a window, by team, repository, tool and origin.
SELECT
    if(fact.team = '', '-', toString(fact.team))                                AS team,
    toString(repo)                                                              AS repo,
    if(fact.tool = '', '-', toString(fact.tool))                                AS tool,
    toString(origin)                                                            AS origin,
    arrayStringConcat(groupUniqArrayIf(person, person != ''), '\n')             AS people,
    count()                                                                     AS pull_requests,
    countIf(fact.team != '' AND (toString(fact.team), toStartOfQuarter(toDate(opened_at)))
            NOT IN (SELECT team, quarter FROM plumbline.named_team))            AS unnamed
FROM
(
    SELECT
        team, repo, tool, origin, opened_at,
        multiIf(accountable_person != '', accountable_person,
                author_type IN ('Bot', 'Organization'), '',
                author_person != '', author_person,
                lower(author_login)) AS person
    FROM plumbline.pull_request FINAL
    WHERE is_deleted = 0
      AND (toDate(opened_at, :zone) BETWEEN toDate(:from) AND toDate(:to)
           OR toDate(closed_at, :zone) BETWEEN toDate(:from) AND toDate(:to))
) AS fact
WHERE (:teams = '' OR has(splitByChar('\n', :teams), toString(fact.team)))
GROUP BY team, repo, tool, origin
