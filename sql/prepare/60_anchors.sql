-- comment: every place where an identity's total is printed
CREATE TEMP TABLE anchors AS
SELECT row_number() OVER () AS anchor, i.ordinal, i.identity, i.check_id, i.family,
       i.complete_from, f.*
FROM identities i JOIN fact f ON f.item = i.total
WHERE f.value IS NOT NULL
  AND (len(i.stages) = 0 OR list_contains(i.stages, f.stage))
  AND (len(i.sources) = 0 OR list_contains(i.sources, f.source))
  AND (NOT i.whole_unit OR (f.account_code = '' AND f.account_name = ''))
