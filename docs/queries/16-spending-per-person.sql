-- 人均基本支出
-- 基本支出决算 ÷ 在职人数，元。
WITH wide AS (
    SELECT unit_code,
           max(value) FILTER (WHERE item = 'expenditure.basic') AS basic,
           max(value) FILTER (WHERE item = 'staff.in_service') AS people
    FROM current_figures
    WHERE stage = 'final' AND account_code IS NULL
    GROUP BY unit_code
)
SELECT unit_code, basic, people, round(basic / people, 0) AS per_person
FROM wide
WHERE people > 0
ORDER BY per_person DESC, unit_code
