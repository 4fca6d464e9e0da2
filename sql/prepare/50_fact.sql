-- comment: facts of one source: all printings at one place, their intervals intersected
CREATE TEMP TABLE fact AS
WITH stated AS (
    SELECT submission_id, unit_code, fiscal_year, scope, source, place, coalesce(project, '') AS project,
           coalesce(account_code, '') AS account_code, coalesce(account_name, '') AS account_name, item,
           coalesce(stage, '') AS stage, coalesce(fund, '') AS fund, measure, value, half_unit,
           CAST(value - half_unit AS DECIMAL(24, 6)) AS low, CAST(value + half_unit AS DECIMAL(24, 6)) AS high,
           CAST(value - stated_half(half_unit, half_unit_rule, printed, printed_unit)
                AS DECIMAL(24, 6)) AS stated_low,
           CAST(value + stated_half(half_unit, half_unit_rule, printed, printed_unit)
                AS DECIMAL(24, 6)) AS stated_high,
           CASE WHEN value IS NOT NULL THEN shown(printed, printed_unit) END AS printed,
           CASE WHEN value IS NOT NULL THEN printed_unit END AS printed_unit,
           figure_id, assurance = 'doubtful' AS doubtful
    FROM live_figures
    WHERE value IS NOT NULL OR nil IN ('blank', 'not_applicable')
), repeated AS (
    SELECT submission_id, fiscal_year, source, project, account_code, account_name, item, stage, fund
    FROM stated GROUP BY ALL HAVING count(*) > 1
), again AS (
    SELECT t.* FROM stated t SEMI JOIN repeated r
        ON r.submission_id = t.submission_id AND r.fiscal_year IS NOT DISTINCT FROM t.fiscal_year
       AND r.source = t.source AND r.project = t.project AND r.account_code = t.account_code
       AND r.account_name = t.account_name AND r.item = t.item AND r.stage = t.stage AND r.fund = t.fund
)
-- most facts are printed once: nothing to intersect, no list to sort
SELECT t.* EXCLUDE (half_unit, figure_id, low, high), coalesce(low, 0) AS low, coalesce(high, 0) AS high,
       CASE WHEN value IS NULL THEN [] ELSE [figure_id] END AS figure_ids, false AS conflict
FROM stated t ANTI JOIN repeated r
    ON r.submission_id = t.submission_id AND r.fiscal_year IS NOT DISTINCT FROM t.fiscal_year
   AND r.source = t.source AND r.project = t.project AND r.account_code = t.account_code
   AND r.account_name = t.account_name AND r.item = t.item AND r.stage = t.stage AND r.fund = t.fund
UNION ALL BY NAME
SELECT submission_id, any_value(unit_code) AS unit_code, fiscal_year, any_value(scope) AS scope,
       source, any_value(place) AS place, project, account_code, account_name, item, stage, fund,
       any_value(measure) AS measure,
       arg_min(value, (half_unit, figure_id)) FILTER (value IS NOT NULL) AS value,
       coalesce(max(low), 0) AS low, coalesce(min(high), 0) AS high,
       max(stated_low) AS stated_low, min(stated_high) AS stated_high,
       arg_min(printed, (half_unit, figure_id)) FILTER (value IS NOT NULL) AS printed,
       arg_min(printed_unit, (half_unit, figure_id)) FILTER (value IS NOT NULL) AS printed_unit,
       coalesce(list(figure_id ORDER BY figure_id) FILTER (value IS NOT NULL), []) AS figure_ids,
       bool_or(doubtful) AS doubtful, false AS conflict
FROM again
GROUP BY submission_id, fiscal_year, source, project, account_code, account_name, item, stage, fund
