-- How many pull requests were erased, with all that was counted from them.
SELECT countIf(is_deleted = 1) AS erased, count() AS stored
FROM plumbline.pull_request FINAL
SETTINGS do_not_merge_across_partitions_select_final = 0
