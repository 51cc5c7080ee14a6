-- What corrected or reverted one pull request, and the incidents laid to it, each with what tells so.
SELECT kind, at, subject, target, reason, share, still
FROM
(
    SELECT 'corrected' AS kind, c.at AS at, c.pull_request AS subject, '' AS target,
           concat(c.kind, ' ', multiIf(c.confidence = 'stated', 'that names it', c.confidence = 'line', 'of lines of it', 'of a file of it'),
                  if(empty(c.paths), '', concat(': ', arrayStringConcat(arraySlice(c.paths, 1, 3), ', ')))) AS reason,
           0. AS share, true AS still
    FROM plumbline.rework FINAL
    ARRAY JOIN corrections AS c
    WHERE is_deleted = 0 AND provider = :provider AND repo = :repo AND number = :number
    UNION ALL
    SELECT 'reverted' AS kind, v.at AS at, v.by AS subject, '' AS target,
           concat('told by ', multiIf(v.how = 'body_sha', 'the hash in its text', v.how = 'lines', 'its lines', v.how = 'title', 'its title', 'a mention'),
                  if(v.undone_at IS NULL, '', concat('; taken back itself by ', v.undone_by))) AS reason,
           0. AS share, v.undone_at IS NULL AS still
    FROM plumbline.rework FINAL
    ARRAY JOIN reverts AS v
    WHERE is_deleted = 0 AND provider = :provider AND repo = :repo AND number = :number
    UNION ALL
    SELECT 'incident' AS kind, laid.triggered_at AS at, if(incident.title = '', laid.incident, incident.title) AS subject, laid.incident AS target,
           concat('tier ', cause.1, ': ', cause.6) AS reason, cause.4 / 1e6 AS share, cause.4 > 0 AS still
    FROM
    (
        SELECT id, i.1 AS incident, i.5 AS triggered_at
        FROM plumbline.delivery FINAL
        ARRAY JOIN incidents AS i
        WHERE is_deleted = 0 AND provider = :provider AND repo = :repo AND number = :number
    ) AS laid
    INNER JOIN
    (
        SELECT id, title, arrayJoin(causes) AS cause
        FROM plumbline.incident FINAL
        WHERE is_deleted = 0 AND repo = :repo
    ) AS incident ON incident.id = laid.incident
    WHERE cause.2 = laid.id
)
ORDER BY at, kind, subject
LIMIT 100
