-- Accepted / offered as the vendor counts them, of the counted level, by vendor, kind of denominator and surface.
-- What Copilot's agent edits was never offered; review suggestions are a family of their own.
SELECT day, team, '' AS repo, '' AS origin, tool, concat(vendor, '/', kind, '/', surface) AS dimension,
       sum(ifNull(accepted, 0)) AS numerator, sum(ifNull(offered, 0)) AS denominator
FROM plumbline.usage_day FINAL
WHERE is_deleted = 0 AND counted AND (accepted IS NOT NULL OR offered IS NOT NULL)
  AND kind IN ('shown', 'suggested', 'applied', 'decided', 'lines_suggested')
  AND surface != 'review' AND NOT (vendor = 'copilot' AND surface = 'agent')
GROUP BY ALL
