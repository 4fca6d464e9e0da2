-- comment: scored rows with the name they go by in messages and bindings
-- last: live_indicators
CREATE TEMP TABLE scored AS
SELECT *, concat_ws('/', project, scope,
                    coalesce(level3, level2, CASE WHEN is_execution OR is_total THEN level1 END, '第' || (row + 1) || '行'))
          || CASE WHEN again > 1 THEN '#' || again ELSE '' END AS binding,
       coalesce('自评表“' || project || '”', '自评表') AS sheet,
       coalesce(level3, level2, level1, '第' || (row + 1) || '行') AS label,
       -- a whole score beside finer ones dropped its zeros (12 stands for 12.00)
       CASE WHEN score = round(score, 0)
            THEN coalesce(min(score_half(score)) FILTER (score <> round(score, 0)) OVER (PARTITION BY submission_id, project), 0)
            ELSE score_half(score) END AS half
FROM (SELECT *, row_number() OVER (
          PARTITION BY submission_id, project, level1, coalesce(level3, level2) ORDER BY block, row) AS again
      FROM live_indicators)
