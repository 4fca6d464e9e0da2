-- comment: numeric target against numeric actual, as printed; a bound is no actual value
CREATE TEMP TABLE rated AS
SELECT *, coalesce(target_comparator, '=') IN ('<=', '<') AS lower_is_better,
       coalesce(actual_comparator, '=') <> '=' AS bounded,
       -- wide: a product of two narrow decimals may have eighteen digits at most
       CAST(TRY_CAST(target_value AS DECIMAL(16, 4)) AS DECIMAL(20, 4)) AS target,
       CAST(TRY_CAST(actual_value AS DECIMAL(16, 4)) AS DECIMAL(20, 4)) AS actual
FROM scored
WHERE NOT is_total AND NOT is_execution AND target_value IS NOT NULL AND actual_value IS NOT NULL
