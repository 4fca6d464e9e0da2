-- “三公”经费同上年决算比较
-- 上年决算取本年文件上印的数。
SELECT unit_code, fiscal_year,
       max(value) FILTER (WHERE stage = 'prior_final') AS prior_final,
       max(value) FILTER (WHERE stage = 'final') AS final,
       max(value) FILTER (WHERE stage = 'final') - max(value) FILTER (WHERE stage = 'prior_final')
           AS change
FROM current_figures
WHERE item = 'three_public.total' AND account_code IS NULL AND value IS NOT NULL
GROUP BY ALL
ORDER BY change DESC NULLS LAST, unit_code
