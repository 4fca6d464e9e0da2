-- 扣了分而没有写原因的指标
-- 逐行列出。
SELECT unit_code, project, level1, level3, points, score
FROM indicators SEMI JOIN parts p
     ON p.submission_id = indicators.submission_id AND p.is_current
WHERE score < points AND coalesce(trim(deviation_reason), '') = ''
  AND level1 NOT IN ('总分', '预算执行')
ORDER BY unit_code, project, level3
