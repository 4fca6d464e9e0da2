-- “三公”决算超预算的单位
-- 总额和各项分别比较。
SELECT unit_code, fiscal_year, budget_total, final_total, budget_reception, final_reception
FROM three_public_expenses
WHERE final_total > budget_total OR final_reception > budget_reception
   OR final_vehicle > budget_vehicle OR final_overseas > budget_overseas
ORDER BY unit_code
