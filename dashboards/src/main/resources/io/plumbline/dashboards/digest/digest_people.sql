-- Who wrote what ended in the week, by team and as pseudonyms, for the minimum of five people; of every team, because a hidden one must not follow from the others.
SELECT
    ifNull(team, '-')                                                  AS team,
    toInt64(count())                                                   AS ended,
    arrayStringConcat(groupUniqArrayIf(author_id, author_type != 'Bot' AND author_id != ''), '\n') AS people
FROM mart.pull_request
WHERE toDate(ifNull(merged_at, closed_at), :zone) BETWEEN toDate(:week_from) AND toDate(:week_to)
GROUP BY team
ORDER BY team
