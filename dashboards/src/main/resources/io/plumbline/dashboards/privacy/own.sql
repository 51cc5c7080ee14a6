-- One's own pull requests, newest first: written by an account of the reader's, or asked for by one.
SELECT
    provider, repo, number, title,
    origin, nullIf(tool, '') AS tool,
    opened_at, ready_at, first_human_review_at, merged_at, closed_at, draft, outcome,
    additions, deletions
FROM plumbline.pull_request FINAL
WHERE is_deleted = 0
  AND hasAny(splitByChar('\n', :accounts), [
        concat(provider, ':', lower(author_login)),
        concat(provider, ':#', toString(ifNull(author_id, 0))),
        concat(provider, ':', lower(accountable_login))])
ORDER BY opened_at DESC, repo, number
LIMIT 51
