-- The signals that spoke for the origin of one pull request, strongest first; mart does not show matched texts.
SELECT signal.rule AS rule, signal.signal AS signal, signal.value AS value, signal.weight AS weight
FROM plumbline.pull_request FINAL
ARRAY JOIN evidence AS signal
WHERE is_deleted = 0
  AND provider = :provider
  AND repo = :repo
  AND number = :number
ORDER BY weight DESC, rule, value
