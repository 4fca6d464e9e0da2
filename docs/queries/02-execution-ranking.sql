-- 各单位预算执行排名
-- 金额折成万元；没有印追加或全年预算的单位没有执行率。
SELECT rank() OVER (ORDER BY execution_rate DESC NULLS LAST) AS place, unit_code,
       round(adjusted_budget / 10000, 2) AS adjusted_wan, round(final / 10000, 2) AS final_wan,
       execution_rate, adjusted_budget_basis
FROM budget_execution
ORDER BY place, unit_code
