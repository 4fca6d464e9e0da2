-- comment: facts of one source: all printings at one place, their intervals intersected
CREATE TEMP TABLE fact AS
WITH repeated AS (
    SELECT fact_no FROM figure_numbers GROUP BY fact_no HAVING count(*) > 1
), stated AS NOT MATERIALIZED (
    SELECT fact_no, submission_id, unit_code, fiscal_year, scope, source, place, coalesce(project, '') AS project,
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
)
-- most facts are printed once: nothing to intersect, no list to sort
SELECT t.* EXCLUDE (half_unit, figure_id, low, high), coalesce(low, 0) AS low, coalesce(high, 0) AS high,
       CASE WHEN value IS NULL THEN [] ELSE [figure_id] END AS figure_ids, false AS conflict
FROM stated t ANTI JOIN repeated USING (fact_no)
UNION ALL BY NAME
SELECT fact_no, any_value(submission_id) AS submission_id, any_value(unit_code) AS unit_code,
       any_value(fiscal_year) AS fiscal_year, any_value(scope) AS scope, any_value(source) AS source,
       any_value(place) AS place, any_value(project) AS project, any_value(account_code) AS account_code,
       any_value(account_name) AS account_name, any_value(item) AS item, any_value(stage) AS stage,
       any_value(fund) AS fund, any_value(measure) AS measure,
       arg_min(value, (half_unit, figure_id)) FILTER (value IS NOT NULL) AS value,
       coalesce(max(low), 0) AS low, coalesce(min(high), 0) AS high,
       max(stated_low) AS stated_low, min(stated_high) AS stated_high,
       arg_min(printed, (half_unit, figure_id)) FILTER (value IS NOT NULL) AS printed,
       arg_min(printed_unit, (half_unit, figure_id)) FILTER (value IS NOT NULL) AS printed_unit,
       coalesce(list(figure_id ORDER BY figure_id) FILTER (value IS NOT NULL), []) AS figure_ids,
       bool_or(doubtful) AS doubtful, false AS conflict
FROM stated SEMI JOIN repeated USING (fact_no)
GROUP BY fact_no
