-- id: score.range
-- severity: error
-- title: 得分超出分值
-- basis: 每行得分不低于0分、不高于分值
-- consequences: score.ratio score.execution score.above_execution
-- advice: 核对该行得分。
SELECT unit_code, fiscal_year, binding,
       CASE WHEN score BETWEEN 0 AND points THEN 'exact' ELSE 'break' END AS outcome,
       CAST(points AS DECIMAL(24, 4)) AS expected, CAST(score AS DECIMAL(24, 4)) AS actual,
       CAST(score - points AS DECIMAL(24, 4)) AS difference, 0 AS tolerance,
       [indicator_id] AS figure_ids, [submission_id] AS submission_ids,
       CASE WHEN score NOT BETWEEN 0 AND points THEN [indicator_id] END AS causes,
       sheet || '“' || label || '”分值' || plain(points) || '分，得分印为' || plain(score) || '分。' AS message
FROM scored WHERE points IS NOT NULL AND score IS NOT NULL
