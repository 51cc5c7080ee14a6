-- Acceptance by programming language and vendor, from the one report of each vendor that says most about languages.
SELECT
    of_language,
    concat(vendor, ' ', surface, ', ', kind, if(unit = kind, '', concat(' ', unit)))  AS of_tool,
    sum(accepted_sum)                                                   AS accepted_count,
    sum(offered_sum)                                                    AS offered_count
FROM
(
    SELECT *, dense_rank() OVER (PARTITION BY vendor ORDER BY all_offered DESC, report, level, breakdown) AS place
    FROM
    (
        SELECT *, sum(offered_sum) OVER (PARTITION BY vendor, report, level, breakdown) AS all_offered
        FROM
        (
            SELECT
                toString(vendor) AS vendor, toString(report) AS report, toString(level) AS level, toString(breakdown) AS breakdown,
                toString(surface) AS surface, toString(kind) AS kind, toString(unit) AS unit,
                lower(toString(assumeNotNull(language))) AS of_language,
                sum(toInt64(assumeNotNull(accepted))) AS accepted_sum,
                sum(toInt64(assumeNotNull(offered)))  AS offered_sum
            FROM mart.usage_day
            WHERE language IS NOT NULL AND accepted IS NOT NULL AND offered IS NOT NULL
              AND kind NOT IN ('none', 'lines_all', 'bytes_all')
              AND day BETWEEN toDate(:from) AND toDate(:to)
              AND (:team = '' OR ifNull(team, '-') = :team)
              AND (:teams = '' OR has(splitByChar('\n', :teams), ifNull(team, '-')))
              AND (:tool = '' OR ifNull(tool, '-') = :tool)
            GROUP BY vendor, report, level, breakdown, surface, kind, unit, of_language
        )
    )
)
WHERE place = 1
GROUP BY of_language, of_tool
ORDER BY sum(offered_count) OVER (PARTITION BY of_language) DESC, of_language, of_tool
LIMIT 300
