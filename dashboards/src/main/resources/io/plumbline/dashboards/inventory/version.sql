-- A text that changes whenever a table does: parts come with rows and go with merges.
SELECT concat(toString(max(toUnixTimestamp(modification_time))), '-', toString(sum(rows)), '-', toString(sum(data_version)), '-', toString(count())) AS mark
FROM system.parts
WHERE database = 'plumbline' AND active
