-- comment: facts whose printings anywhere in their document are disjoint, whatever their source
CREATE TEMP TABLE conflicts AS
SELECT fact_no >> 4 AS of_any_source FROM fact WHERE value IS NOT NULL
GROUP BY of_any_source HAVING max(stated_low) > min(stated_high)
