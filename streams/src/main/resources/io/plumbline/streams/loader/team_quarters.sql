-- Counts the people of each team and quarter again and says which teams may be named; writes only what changed.
-- Within a quarter teams stand in the order of their people. When the first is too small, so many are not named with it that
-- at least two teams and the minimum of people hide behind each other: the whole minus the named ones tells nobody's figures.
INSERT INTO plumbline.team_quarter (team, quarter, people, named, version)
WITH
    {minimum} AS minimum,
    counted AS
    (
        SELECT team, quarter, toUInt32(uniqExact(person)) AS people
        FROM
        (
            SELECT
                toString(team) AS team,
                multiIf(accountable_person != '', accountable_person, author_type IN ('Bot', 'Organization'), '', author_person) AS person,
                arrayJoin(arrayDistinct(arrayFlatten([
                    [toStartOfQuarter(toDate(opened_at)), toStartOfQuarter(toDate(opened_at)) + toIntervalQuarter(1)],
                    if(closed_at IS NULL, [], [toStartOfQuarter(toDate(assumeNotNull(closed_at))),
                                               toStartOfQuarter(toDate(assumeNotNull(closed_at))) + toIntervalQuarter(1)])
                ]))) AS quarter
            FROM plumbline.pull_request FINAL
            WHERE is_deleted = 0 AND team != ''
        )
        WHERE person != ''
        GROUP BY team, quarter
    ),
    placed AS
    (
        SELECT
            team,
            quarter,
            people,
            min(people) OVER (PARTITION BY quarter) AS fewest,
            row_number() OVER (PARTITION BY quarter ORDER BY people, team) AS place,
            sum(people) OVER (PARTITION BY quarter ORDER BY people, team ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) - people AS before
        FROM counted
    ),
    stated AS
    (
        SELECT team, quarter, people, NOT (fewest < minimum AND (people < minimum OR before < minimum OR place = 2)) AS named
        FROM placed
        UNION ALL
        SELECT team, quarter, toUInt32(0) AS people, false AS named
        FROM plumbline.named_team
        WHERE (team, quarter) NOT IN (SELECT team, quarter FROM counted)
    )
SELECT team, quarter, people, named, toUInt64(toUnixTimestamp64Milli(now64(3)))
FROM stated
WHERE (team, quarter, people, named) NOT IN (SELECT team, quarter, people, named FROM plumbline.team_quarter FINAL)
