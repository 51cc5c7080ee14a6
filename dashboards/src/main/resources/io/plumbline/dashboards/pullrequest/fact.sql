-- One pull request; reads the table because mart.pull_request hides title, link, logins and branches.
SELECT
    id, provider, repo, number, title, html_url,
    author_login, author_type, accountable_login,
    nullIf(team, '') AS team,
    team_source, task_type, task_type_source, arrayStringConcat(areas, ', ') AS areas,
    overridden_by, override_reason, known_commits, ai_commits, self_reviews, zone,
    origin,
    nullIf(tool, '') AS tool,
    attribution_confidence AS confidence,
    rule_version,
    head_ref, base_ref,
    opened_at, ready_at, draft, first_human_review_at, first_bot_review_at, approved_at, merged_at, closed_at,
    closed_by_login, merged_by_login,
    outcome,
    additions, deletions, changed_files, commits,
    reviews, human_reviews, review_comments, review_rounds, pushes, pushes_after_first_human_review, reopenings,
    events, last_event_at, last_observed_at,
    first_commit_at, draft_millis, draft_since, work_zone,
    coding_work_millis, pickup_work_millis, review_work_millis, merge_work_millis, clock_skews,
    bot_reviews, pushes_after_first_bot_review, changed_after_submission,
    written_additions, written_deletions, written_files
FROM plumbline.pull_request FINAL
WHERE is_deleted = 0
  AND provider = :provider
  AND repo = :repo
  AND number = :number
