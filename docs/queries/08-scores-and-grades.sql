-- 自评得分与等级
-- 一行一个自评表。
SELECT unit_code, project, total, computed_total, execution_score, full_mark_share, grade
FROM indicator_scores
ORDER BY total DESC NULLS LAST, unit_code, project
