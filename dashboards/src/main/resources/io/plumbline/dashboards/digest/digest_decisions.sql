-- Decisions on teams, rules and identities in the week: they change how the same work is counted.
SELECT toString(kind) AS kind, toInt64(count()) AS decisions, max(toDate(decided_at, :zone)) AS last_day
FROM mart.config_entry
WHERE NOT retracted
  AND problem IS NULL
  AND toDate(decided_at, :zone) BETWEEN toDate(:week_from) AND toDate(:week_to)
GROUP BY kind
ORDER BY kind
