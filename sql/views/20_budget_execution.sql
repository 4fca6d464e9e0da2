-- comment: 预算执行：每单位每年的支出预算、追加、全年预算、决算与执行率（全部资金）
-- column unit_code: 单位代码
-- column fiscal_year: 所属年度
-- column initial_budget: 年初预算（元）
-- column supplement: 追加（元）
-- column adjusted_budget: 全年预算（元）：所印，或年初加追加
-- column adjusted_budget_basis: 全年预算依据：printed 所印，computed 年初加追加
-- column final: 决算支出（元）
-- column execution_rate: 执行率（百分点）：决算÷全年预算
-- column initial_budget_source: 年初预算来源
-- column final_source: 决算来源
CREATE VIEW budget_execution AS
WITH ranked AS (
    SELECT unit_code, fiscal_year, stage, value, source, item
    FROM current_figures
    WHERE item IN ('expenditure.total', 'revenue.total') AND account_code IS NULL
      AND account_name IS NULL AND project IS NULL AND value IS NOT NULL
      AND coalesce(fund, 'all') = 'all'
      AND stage IN ('initial_budget', 'supplement', 'adjusted_budget', 'final')
      -- a supplement printed for the revenue is the unit's supplement
      AND (item = 'expenditure.total' OR stage = 'supplement')
    QUALIFY row_number() OVER (
        PARTITION BY unit_code, fiscal_year, stage
        ORDER BY item, coalesce(list_position(['final_accounts', 'budget', 'base_data_table', 'narrative'],
                                    source), 9), fund NULLS LAST, half_unit, figure_id) = 1
), wide AS (
    SELECT unit_code, fiscal_year,
           any_value(value) FILTER (stage = 'initial_budget') AS initial_budget,
           any_value(value) FILTER (stage = 'supplement') AS supplement,
           any_value(value) FILTER (stage = 'adjusted_budget') AS printed_adjusted,
           any_value(value) FILTER (stage = 'final') AS final,
           any_value(source) FILTER (stage = 'initial_budget') AS initial_budget_source,
           any_value(source) FILTER (stage = 'final') AS final_source
    FROM ranked GROUP BY unit_code, fiscal_year
), adjusted AS (
    SELECT *, coalesce(printed_adjusted, CAST(initial_budget + supplement AS DECIMAL(18, 4))) AS adjusted_budget
    FROM wide
)
SELECT unit_code, fiscal_year, initial_budget, supplement, adjusted_budget,
       CASE WHEN printed_adjusted IS NOT NULL THEN 'printed'
            WHEN adjusted_budget IS NOT NULL THEN 'computed' END AS adjusted_budget_basis,
       final,
       CASE WHEN adjusted_budget > 0 THEN CAST(percent_of(final, adjusted_budget) AS DECIMAL(18, 4)) END
           AS execution_rate,
       initial_budget_source, final_source
FROM adjusted
