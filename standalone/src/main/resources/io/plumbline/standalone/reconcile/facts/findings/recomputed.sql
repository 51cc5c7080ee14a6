-- From the facts of pull requests and of review comments.
SELECT pull.repo AS repo, pull.id AS id,
       map('team', toString(pull.team), 'origin', toString(pull.origin), 'tool', toString(pull.tool),
           'merged_at', toString(pull.merged_at), 'closed_at', toString(pull.closed_at),
           'ai_findings', toString(arraySum(one -> if(one.1 = 'people', 0, toInt64(one.4)), sorts)),
           'people_findings', toString(arraySum(one -> if(one.1 = 'people', toInt64(one.4), 0), sorts)),
           'sorts', toString(sorts)) AS fields
FROM (SELECT * FROM plumbline.pull_request FINAL WHERE is_deleted = 0) AS pull
LEFT JOIN
(
    SELECT provider, repo, number, arraySort(groupArray((detector, severity, category, findings))) AS sorts
    FROM
    (
        SELECT provider, repo, number,
               multiIf(reviewer_kind = 'human', 'people', reviewer_tool = '', reviewer_login, toString(reviewer_tool)) AS detector,
               toString(severity) AS severity, toString(category) AS category, toUInt32(count()) AS findings
        FROM plumbline.suggestion FINAL
        WHERE is_deleted = 0 AND reviewer_kind IN ('ai', 'human') AND exclusion IN ('', 'superseded_by_force_push')
        GROUP BY ALL
    )
    GROUP BY provider, repo, number
) AS comments ON comments.provider = pull.provider AND comments.repo = pull.repo AND comments.number = pull.number
