-- 哪类问题最多
-- 每项检查的未解决问题数和涉及单位数。
SELECT c.title, f.severity, count(*) AS findings, count(DISTINCT f.unit_code) AS units
FROM findings f JOIN checks c USING (check_id)
WHERE f.status = 'open'
GROUP BY ALL
ORDER BY findings DESC, c.title
