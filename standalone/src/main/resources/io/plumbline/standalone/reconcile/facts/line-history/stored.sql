SELECT repo, id,
       map('committed_at', toString(committed_at), 'born', toString(born), 'added', toString(added), 'removed', toString(removed),
           'deaths', toString(arraySort(arrayMap(one -> (one.1, one.2, one.3), deaths))),
           'ended', toString(arraySort(arrayMap(one -> (one.1, one.2, one.3), ended)))) AS fields
FROM plumbline.line_history FINAL
WHERE is_deleted = 0
