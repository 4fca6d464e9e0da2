-- comment: facts whose printings anywhere in their document are disjoint
CREATE TEMP TABLE conflicts AS
SELECT submission_id, fiscal_year, project, account_code, account_name, item, stage, fund
FROM fact WHERE value IS NOT NULL
GROUP BY ALL HAVING max(stated_low) > min(stated_high)
