-- comment: facts with their conflicts marked
-- last: facts conflicts
CREATE TEMP TABLE fact AS
SELECT f.*, c.item IS NOT NULL AS conflict
FROM facts f LEFT JOIN conflicts c
    ON c.submission_id = f.submission_id AND c.fiscal_year IS NOT DISTINCT FROM f.fiscal_year
   AND c.project = f.project AND c.account_code = f.account_code
   AND c.account_name = f.account_name
   AND c.item = f.item AND c.stage = f.stage AND c.fund = f.fund
