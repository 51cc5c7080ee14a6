-- Which teams the views of mart name this quarter and the one before, and by how many people.
SELECT team, quarter, people, named
FROM plumbline.team_quarter FINAL
WHERE quarter <= toStartOfQuarter(toDate(:today)) AND quarter >= toStartOfQuarter(toDate(:today)) - INTERVAL 1 QUARTER
ORDER BY team, quarter
