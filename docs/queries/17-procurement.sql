-- 政府采购规模与构成
-- 金额为元。
PIVOT (
    SELECT unit_code, item, value FROM current_figures
    WHERE item LIKE 'procurement.%' AND value IS NOT NULL
) ON item USING max(value)
ORDER BY unit_code
