-- 各单位未解决的问题数
-- 按错误、警告、提示分列。
SELECT unit_code, count(*) FILTER (WHERE severity = 'error') AS errors,
       count(*) FILTER (WHERE severity = 'warning') AS warnings,
       count(*) FILTER (WHERE severity = 'hint') AS hints
FROM findings
WHERE status = 'open'
GROUP BY unit_code
ORDER BY errors DESC, warnings DESC, unit_code
