-- comment: facts of one source: all printings at one place, their intervals intersected
CREATE TEMP TABLE facts AS
SELECT submission_id, any_value(unit_code) AS unit_code, fiscal_year, any_value(scope) AS scope,
       source, any_value(place) AS place, coalesce(project, '') AS project,
       coalesce(account_code, '') AS account_code, coalesce(account_name, '') AS account_name,
       item, coalesce(stage, '') AS stage, coalesce(fund, '') AS fund,
       any_value(measure) AS measure,
       arg_min(value, (half_unit, figure_id)) FILTER (value IS NOT NULL) AS value,
       coalesce(max(CAST(value - half_unit AS DECIMAL(24, 6))), 0) AS low,
       coalesce(min(CAST(value + half_unit AS DECIMAL(24, 6))), 0) AS high,
       max(CAST(value - stated_half(half_unit, half_unit_rule, printed, printed_unit)
                AS DECIMAL(24, 6))) AS stated_low,
       min(CAST(value + stated_half(half_unit, half_unit_rule, printed, printed_unit)
                AS DECIMAL(24, 6))) AS stated_high,
       arg_min(shown(printed, printed_unit), (half_unit, figure_id))
           FILTER (value IS NOT NULL) AS printed,
       arg_min(printed_unit, (half_unit, figure_id)) FILTER (value IS NOT NULL) AS printed_unit,
       coalesce(list(figure_id ORDER BY figure_id) FILTER (value IS NOT NULL), []) AS figure_ids,
       bool_or(assurance = 'doubtful') AS doubtful
FROM live_figures
WHERE value IS NOT NULL OR nil IN ('blank', 'not_applicable')
GROUP BY submission_id, fiscal_year, source, coalesce(project, ''), coalesce(account_code, ''),
         coalesce(account_name, ''), item, coalesce(stage, ''), coalesce(fund, '')
