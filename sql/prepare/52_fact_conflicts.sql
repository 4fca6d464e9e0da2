-- comment: facts with their conflicts marked
-- last: conflicts
UPDATE fact SET conflict = true
FROM conflicts c
WHERE c.submission_id = fact.submission_id AND c.fiscal_year IS NOT DISTINCT FROM fact.fiscal_year
  AND c.project = fact.project AND c.account_code = fact.account_code
  AND c.account_name = fact.account_name
  AND c.item = fact.item AND c.stage = fact.stage AND c.fund = fact.fund
