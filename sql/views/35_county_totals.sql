-- comment: 全县合计：按年度和单位类别汇总的预算、追加、全年预算、决算、执行率与“三公”经费；类别为“合计”的是全县
-- column fiscal_year: 年度
-- column category: 单位类别；合计为全县
-- column units: 单位数
-- column initial_budget: 年初预算（元）
-- column supplement: 追加（元）
-- column adjusted_budget: 全年预算（元）
-- column final: 决算支出（元）
-- column rated_units: 全年预算与决算都有的单位数，执行率只按这些单位计算
-- column execution_rate: 执行率（百分点）
-- column three_public_budget: “三公”经费预算（元）
-- column three_public_final: “三公”经费决算（元）
CREATE VIEW county_totals AS
WITH rows AS (
    SELECT fiscal_year, coalesce(u.category, '其他') AS category, b.* EXCLUDE (fiscal_year), t.budget_total, t.final_total,
           adjusted_budget > 0 AND final IS NOT NULL AS rated
    FROM budget_execution b
    FULL JOIN three_public_expenses t USING (unit_code, fiscal_year)
    LEFT JOIN registry_units u USING (unit_code)
    WHERE fiscal_year IS NOT NULL AND unit_code IS NOT NULL
), summed AS (
    SELECT fiscal_year, coalesce(category, '合计') AS category, count(*) AS units, sum(initial_budget) AS initial_budget,
           sum(supplement) AS supplement, sum(adjusted_budget) AS adjusted_budget, sum(final) AS final,
           count(*) FILTER (rated) AS rated_units, sum(final) FILTER (rated) AS rated_final,
           sum(adjusted_budget) FILTER (rated) AS rated_budget, sum(budget_total) AS three_public_budget,
           sum(final_total) AS three_public_final
    FROM rows GROUP BY GROUPING SETS ((fiscal_year, category), (fiscal_year))
)
SELECT fiscal_year, category, units, initial_budget, supplement, adjusted_budget, final, rated_units,
       CASE WHEN rated_units > 0 THEN percent_of(rated_final, rated_budget) END AS execution_rate,
       three_public_budget, three_public_final
FROM summed
ORDER BY fiscal_year, category = '合计' DESC, category
