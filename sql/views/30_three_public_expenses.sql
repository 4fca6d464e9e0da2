-- comment: “三公”经费：每单位每年的预算数与决算数（元）
-- column unit_code: 单位代码
-- column fiscal_year: 所属年度
-- column budget_total: 预算合计
-- column budget_overseas: 预算·因公出国（境）费
-- column budget_vehicle: 预算·公务用车购置及运行费
-- column budget_reception: 预算·公务接待费
-- column final_total: 决算合计
-- column final_overseas: 决算·因公出国（境）费
-- column final_vehicle: 决算·公务用车购置及运行费（所印，或购置加运行）
-- column final_vehicle_purchase: 决算·公务用车购置费
-- column final_vehicle_operation: 决算·公务用车运行维护费
-- column final_reception: 决算·公务接待费
CREATE VIEW three_public_expenses AS
WITH ranked AS (
    SELECT unit_code, fiscal_year, item, CASE WHEN stage = 'final' THEN 'final' ELSE 'budget' END AS side,
           value
    FROM current_figures
    WHERE item LIKE 'three_public.%' AND value IS NOT NULL AND project IS NULL
      AND account_code IS NULL AND account_name IS NULL
      AND stage IN ('initial_budget', 'adjusted_budget', 'final')
    QUALIFY row_number() OVER (
        PARTITION BY unit_code, fiscal_year, item, side
        ORDER BY coalesce(list_position(['final_accounts', 'base_data_table', 'narrative'], source), 9),
                 stage = 'adjusted_budget' DESC, half_unit, figure_id) = 1
), wide AS (
    SELECT unit_code, fiscal_year,
           any_value(value) FILTER (side = 'budget' AND item = 'three_public.total') AS budget_total,
           any_value(value) FILTER (side = 'budget' AND item = 'three_public.overseas') AS budget_overseas,
           any_value(value) FILTER (side = 'budget' AND item = 'three_public.vehicle') AS budget_vehicle,
           any_value(value) FILTER (side = 'budget' AND item = 'three_public.vehicle.purchase') AS budget_purchase,
           any_value(value) FILTER (side = 'budget' AND item = 'three_public.vehicle.operation') AS budget_operation,
           any_value(value) FILTER (side = 'budget' AND item = 'three_public.reception') AS budget_reception,
           any_value(value) FILTER (side = 'final' AND item = 'three_public.total') AS final_total,
           any_value(value) FILTER (side = 'final' AND item = 'three_public.overseas') AS final_overseas,
           any_value(value) FILTER (side = 'final' AND item = 'three_public.vehicle') AS final_vehicle,
           any_value(value) FILTER (side = 'final' AND item = 'three_public.vehicle.purchase') AS final_vehicle_purchase,
           any_value(value) FILTER (side = 'final' AND item = 'three_public.vehicle.operation') AS final_vehicle_operation,
           any_value(value) FILTER (side = 'final' AND item = 'three_public.reception') AS final_reception
    FROM ranked GROUP BY unit_code, fiscal_year
)
SELECT unit_code, fiscal_year, budget_total, budget_overseas,
       coalesce(budget_vehicle, CAST(budget_purchase + budget_operation AS DECIMAL(18, 4)), budget_operation)
           AS budget_vehicle,
       budget_reception, final_total, final_overseas,
       coalesce(final_vehicle, CAST(final_vehicle_purchase + final_vehicle_operation AS DECIMAL(18, 4)),
                final_vehicle_operation) AS final_vehicle,
       final_vehicle_purchase, final_vehicle_operation, final_reception
FROM wide
