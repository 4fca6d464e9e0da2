-- comment: every place where an identity's total is printed, numbered by fact and identity
CREATE TEMP VIEW anchors AS
SELECT w.rowid * 1000 + i.ordinal AS anchor, i.ordinal, i.identity, i.check_id, i.family, i.alone,
       i.complete_from, i.slots, i.needed, i.soft, i.nil, w.rowid AS fact, w.*
FROM identities i JOIN fact w ON w.item = i.total
WHERE w.value IS NOT NULL
  AND (len(i.stages) = 0 OR list_contains(i.stages, w.stage))
  AND (len(i.sources) = 0 OR list_contains(i.sources, w.source))
  AND (NOT i.whole_unit OR (w.account_code = '' AND w.account_name = ''))
