-- comment: Σ of the terms with its interval (a negative weight swaps the ends)
CREATE TEMP TABLE sums AS
SELECT anchor,
       CAST(sum(weight * coalesce(value, 0)) AS DECIMAL(24, 4)) AS expected,
       CAST(sum(CASE WHEN weight > 0 THEN weight * low ELSE weight * high END)
            AS DECIMAL(28, 6)) AS low,
       CAST(sum(CASE WHEN weight > 0 THEN weight * high ELSE weight * low END)
            AS DECIMAL(28, 6)) AS high,
       bool_or(conflict) AS conflict,
       flatten(list(figure_ids ORDER BY slot, position)) AS figure_ids
FROM terms GROUP BY anchor
