-- 疑似把元与万元写错的数字
-- 所印数值与应为数值，单位为元。
SELECT unit_code, fiscal_year, actual, expected, message
FROM findings
WHERE check_id = 'unit.suspect_scale' AND status = 'open'
ORDER BY unit_code
