-- Which vendors have sent usage reports, up to which day, and how many figures of the period they gave.
SELECT
    vendor,
    count()                                                                     AS figures,
    countIf(day BETWEEN toDate(:from) AND toDate(:to))                          AS figures_now,
    max(day)                                                                    AS last_day,
    max(observed_at)                                                            AS newest_report
FROM mart.usage_day
WHERE (:teams = '' OR has(splitByChar('\n', :teams), ifNull(team, '-')))
GROUP BY vendor
ORDER BY vendor
