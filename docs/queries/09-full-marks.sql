-- 满分指标占比最高的单位
-- 抽查复核的依据之一。
SELECT unit_code, round(avg(full_mark_share), 2) AS full_mark_share, count(*) AS tables
FROM indicator_scores
GROUP BY unit_code
ORDER BY full_mark_share DESC NULLS LAST, unit_code
