-- 执行率低于 80% 的单位
-- 决算支出 ÷ 全年预算（所印，或年初加追加）。
SELECT unit_name, execution_rate
FROM budget_execution JOIN registry_units USING (unit_code)
WHERE execution_rate < 80
ORDER BY execution_rate
