-- The newest word of people on who wrote a pull request, against the rules; newest first.
SELECT
    provider,
    repo,
    assumeNotNull(number)                              AS number,
    JSONExtractString(attributes, 'origin')            AS origin,
    nullIf(JSONExtractString(attributes, 'tool'), '')  AS tool,
    actor_login                                        AS decided_by,
    JSONExtractString(attributes, 'reason')            AS reason,
    event_at                                           AS decided_at,
    JSONExtractBool(attributes, 'retracted')           AS retracted
FROM plumbline.event FINAL
WHERE kind = 'origin_override' AND number IS NOT NULL
ORDER BY event_at DESC, event_id DESC
LIMIT 1 BY provider, repo, number
LIMIT 200
