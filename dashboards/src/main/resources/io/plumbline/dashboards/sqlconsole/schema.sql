-- Every view of mart with its columns, in their order; a view with parameters has no columns here.
SELECT t.name AS view_name, c.name AS column_name, c.type AS column_type
FROM system.tables AS t
LEFT JOIN system.columns AS c ON c.database = t.database AND c.table = t.name
WHERE t.database = 'mart'
ORDER BY t.name, c.position
