-- id: text.year
-- severity: warning
-- title: 标题年度与所属年度不符
-- basis: 报告标题、章节标题的年度应与所属年度一致
-- advice: 核对是否沿用了往年的文稿。
WITH titles AS (
    SELECT *, TRY_CAST(regexp_extract(text, '(20[0-9]{2})[ 　]*年', 1) AS INTEGER) AS printed_year
    FROM live_passages
    WHERE length(text) <= 60 AND fiscal_year IS NOT NULL
      AND regexp_matches(text, '^[^0-9。；，]{0,30}20[0-9]{2}[ 　]*年度?[^0-9。；，]{0,40}(自评报告|自评表|评价报告|部门决算|单位决算|决算公开|决算情况说明)$')
)
SELECT unit_code, fiscal_year, concat_ws('/', place, scope, '第' || block || '段') AS binding,
       CASE WHEN printed_year = fiscal_year THEN 'exact' ELSE 'break' END AS outcome,
       [] AS figure_ids, [submission_id] AS submission_ids,
       '标题“' || text || '”印的是' || printed_year || '年，本材料所属年度为' || fiscal_year || '年。' AS message
FROM titles
