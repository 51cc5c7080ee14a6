-- What the last run of `plumbline reconcile` found for each check.
SELECT run, check, started_at, ended_at, compared, differences, reconciled, took_seconds
FROM mart.reconcile_run
WHERE run = (SELECT argMax(run, started_at) FROM mart.reconcile_run)
ORDER BY differences DESC NULLS FIRST, check
