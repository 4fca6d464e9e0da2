-- 缺报的材料
-- 在册单位各报了什么、缺什么。
SELECT unit_code, unit_name, has_report, has_table, has_final_accounts
FROM submission_status
WHERE unit_name IS NOT NULL AND NOT (has_report AND has_table)
ORDER BY unit_code
