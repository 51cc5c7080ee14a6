-- One page of pull requests, newest first; reads the table because mart.pull_request hides titles.
WITH
(
    -- Which ones are on the page, by narrow columns only; the rest is read by key.
    SELECT groupArray((repo, number, provider))
    FROM
    (
        SELECT toString(repo) AS repo, number, toString(provider) AS provider
        FROM plumbline.pull_request FINAL
        WHERE is_deleted = 0
          AND (:cohort != '' OR toDate(multiIf(:dated = 'merged', merged_at, :dated = 'closed', closed_at, toNullable(opened_at)), :zone)
              BETWEEN toDate(:from) AND toDate(:to))
          -- Exactly those that a figure counts, by the day that it counts them on.
          AND (:cohort = '' OR (provider, repo, number) IN (
              SELECT provider, repo, number FROM mart.comparison
              WHERE metric_id = :cohort AND toDate(at, :zone) BETWEEN toDate(:from) AND toDate(:to)
                AND toDate(at, :zone) + settles_after_days <= toDate(now('UTC'))))
          AND (:repo = '' OR repo = :repo)
          AND (:team = '' OR if(team = '', '-', team) = :team)
          AND (:teams = '' OR has(splitByChar('\n', :teams), team))
          AND (:tool = '' OR if(tool = '', '-', tool) = :tool)
          AND (:origin = '' OR origin = :origin OR (:origin = 'ai' AND startsWith(origin, 'ai_')))
          AND (:outcome = '' OR outcome = :outcome
               OR (:outcome = 'closed' AND outcome IN ('rejected_by_human', 'auto_closed', 'superseded'))
               OR (:outcome = 'waiting' AND outcome = 'open' AND NOT draft AND ready_at IS NOT NULL AND first_human_review_at IS NULL))
          AND (:task = '' OR if(task_type = '', '-', task_type) = :task)
          AND (:area = '' OR if(:area = '-', empty(areas), has(areas, :area)))
          AND (:size = '' OR :size = multiIf(written_additions + written_deletions IS NULL, 'unknown', written_additions + written_deletions < 98, 'small',
               written_additions + written_deletions < 219, 'medium', written_additions + written_deletions < 1000, 'large', 'huge'))
          AND (:tier = '' OR :tier = multiIf(overridden_by != '', 'set', attribution_confidence >= 0.9, 'strong',
               attribution_confidence >= 0.7, 'likely', attribution_confidence > 0, 'weak', 'none'))
          AND (:after21 != 'corrected' OR (repo, number, provider) IN (
               SELECT repo, number, provider FROM plumbline.rework FINAL
               WHERE :after21 = 'corrected' AND is_deleted = 0 AND paths_known AND arrayExists(c -> c.at <= merged_at + toIntervalDay(21), corrections)))
          AND (:after21 != 'reverted' OR (repo, number, provider) IN (
               SELECT repo, number, provider FROM plumbline.rework FINAL
               WHERE :after21 = 'reverted' AND is_deleted = 0 AND arrayExists(r -> r.undone_at IS NULL, reverts)))
          AND (:after21 != 'incident' OR (repo, number, provider) IN (
               SELECT repo, number, provider FROM plumbline.delivery FINAL
               WHERE :after21 = 'incident' AND is_deleted = 0 AND arrayExists(i -> i.weight_millionths > 0, incidents)))
          AND (:title = '' OR positionCaseInsensitiveUTF8(title, :title) > 0)
          AND (:after_number < 0 OR (toUnixTimestamp64Milli(opened_at), repo, number, provider)
                                  < (:after_millis, :after_repo, :after_number, :after_provider))
        ORDER BY opened_at DESC, repo DESC, number DESC, provider DESC
        LIMIT :rows
    )
) AS page
SELECT
    p.provider                AS provider,
    p.repo                    AS repo,
    p.number                  AS number,
    p.title                   AS title,
    nullIf(p.team, '')        AS team,
    p.origin                  AS origin,
    nullIf(p.tool, '')        AS tool,
    p.attribution_confidence  AS attribution_confidence,
    multiIf(p.overridden_by != '', 'set', p.attribution_confidence >= 0.9, 'strong', p.attribution_confidence >= 0.7, 'likely',
            p.attribution_confidence > 0, 'weak', 'none') AS attribution_tier,
    nullIf(p.task_type, '')   AS task_type,
    arrayStringConcat(p.areas, ', ') AS areas,
    p.opened_at               AS opened_at,
    p.ready_at                AS ready_at,
    p.first_human_review_at   AS first_human_review_at,
    p.merged_at               AS merged_at,
    p.closed_at               AS closed_at,
    p.draft                   AS draft,
    p.outcome                 AS outcome,
    p.additions               AS additions,
    p.deletions               AS deletions,
    p.changed_files           AS changed_files,
    if(p.written_additions + p.written_deletions IS NULL, NULL,
       multiIf(p.written_additions + p.written_deletions < 98, 'small', p.written_additions + p.written_deletions < 219, 'medium',
               p.written_additions + p.written_deletions < 1000, 'large', 'huge')) AS size_class,
    f.ai_findings             AS ai_findings,
    f.people_findings         AS people_findings,
    r.is_corrected            AS corrected_21d,
    r.is_reverted             AS reverted,
    d.in_incident             AS in_incident
FROM
(
    SELECT * FROM plumbline.pull_request FINAL
    PREWHERE (repo, number, provider) IN (SELECT key.1, key.2, key.3 FROM (SELECT arrayJoin(page) AS key)) WHERE is_deleted = 0
) AS p
LEFT JOIN
(
    SELECT repo, number, provider,
           if(empty(ai_detectors), NULL, toNullable(ai_findings)) AS ai_findings,
           if(reviewed_by_people, toNullable(people_findings), NULL) AS people_findings
    FROM plumbline.findings FINAL
    PREWHERE (repo, number, provider) IN (SELECT key.1, key.2, key.3 FROM (SELECT arrayJoin(page) AS key)) WHERE is_deleted = 0
) AS f ON f.repo = p.repo AND f.number = p.number AND f.provider = p.provider
LEFT JOIN
(
    SELECT repo, number, provider,
           if(paths_known, toNullable(arrayExists(c -> c.at <= merged_at + toIntervalDay(21), corrections)), NULL) AS is_corrected,
           toNullable(arrayExists(r -> r.undone_at IS NULL, reverts)) AS is_reverted
    FROM plumbline.rework FINAL
    PREWHERE (repo, number, provider) IN (SELECT key.1, key.2, key.3 FROM (SELECT arrayJoin(page) AS key)) WHERE is_deleted = 0
) AS r ON r.repo = p.repo AND r.number = p.number AND r.provider = p.provider
LEFT JOIN
(
    SELECT repo, number, provider,
           if(incidents_known, toNullable(arrayExists(i -> i.weight_millionths > 0, incidents)), NULL) AS in_incident
    FROM plumbline.delivery FINAL
    PREWHERE (repo, number, provider) IN (SELECT key.1, key.2, key.3 FROM (SELECT arrayJoin(page) AS key)) WHERE is_deleted = 0
) AS d ON d.repo = p.repo AND d.number = p.number AND d.provider = p.provider
ORDER BY opened_at DESC, repo DESC, number DESC, provider DESC
