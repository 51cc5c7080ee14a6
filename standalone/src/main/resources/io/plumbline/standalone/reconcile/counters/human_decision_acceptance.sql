-- Accepted / decided, of figures that say a person decided.
SELECT day, team, '' AS repo, '' AS origin, tool, concat(vendor, '/', kind, '/', surface) AS dimension,
       sum(ifNull(accepted, 0)) AS numerator, sum(ifNull(offered, 0)) AS denominator
FROM plumbline.usage_day FINAL
WHERE is_deleted = 0 AND (accepted IS NOT NULL OR offered IS NOT NULL)
  AND kind = 'decided' AND startsWith(decision_source, 'user_')
GROUP BY ALL
