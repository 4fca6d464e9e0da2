-- id: coverage.project_self_evaluation
-- severity: warning
-- title: 项目自评表未覆盖全部项目支出
-- basis: 各项目支出均应填报《预算支出绩效自评表》，自评表执行数合计应覆盖决算的项目支出
-- advice: 请单位补报其余项目的自评表，或说明项目支出中不需自评的部分。
WITH tables AS (
    SELECT unit_code, fiscal_year, scope, sum(value) AS value, sum(high) AS high,
           count(DISTINCT project) AS projects, flatten(list(figure_ids ORDER BY project)) AS figure_ids,
           list(DISTINCT submission_id ORDER BY submission_id) AS submission_ids, string_agg(printed, '＋' ORDER BY project) AS words,
           bool_or(conflict) AS conflict, bool_or(doubtful) AS doubtful, any_value(printed_unit) AS printed_unit
    FROM fact
    WHERE source = 'self_evaluation_table' AND item = 'project_funds.total' AND stage = 'final'
      AND project <> '' AND value IS NOT NULL
    GROUP BY unit_code, fiscal_year, scope
), spent AS (
    SELECT *, row_number() OVER (
        PARTITION BY unit_code, fiscal_year
        -- a department's total is not its leading unit's
        ORDER BY scope IS NOT DISTINCT FROM 'department' AND unit_code IN (SELECT department_code FROM registry_units
                                                                          WHERE department_code <> unit_code),
                 scope IS DISTINCT FROM 'unit', list_position(['final_accounts', 'budget', 'base_data_table', 'narrative'], source),
                 list_position(['all', ''], fund) NULLS LAST, submission_id) AS choice
    FROM fact
    WHERE item = 'expenditure.project' AND stage = 'final' AND account_code = '' AND account_name = ''
      AND project = '' AND value IS NOT NULL
), joined AS (
    SELECT t.*, s.value AS spent, s.low AS spent_low, s.printed AS spent_printed, s.figure_ids AS spent_ids,
           s.submission_id AS spent_submission, s.source, s.conflict OR t.conflict AS any_conflict,
           s.doubtful OR t.doubtful AS any_doubtful
    FROM tables t LEFT JOIN spent s ON s.unit_code IS NOT DISTINCT FROM t.unit_code
        AND s.fiscal_year IS NOT DISTINCT FROM t.fiscal_year AND s.choice = 1
        AND (s.scope IS NOT DISTINCT FROM t.scope OR s.scope IS NULL OR t.scope IS NULL)
)
SELECT unit_code, fiscal_year, concat_ws('/', 'project_funds/final', scope) AS binding,
       CASE WHEN spent IS NULL OR any_conflict OR any_doubtful THEN 'insufficient'
            WHEN high < spent_low THEN 'break' WHEN value = spent THEN 'exact'
            ELSE 'rounding' END AS outcome,
       CASE WHEN spent IS NULL THEN '没有项目支出决算数'
            WHEN any_conflict THEN '所用数字前后不一致' WHEN any_doubtful THEN '所用数字识别存疑' END AS reason,
       CAST(spent AS DECIMAL(24, 4)) AS expected, CAST(value AS DECIMAL(24, 4)) AS actual,
       CAST(value - spent AS DECIMAL(24, 4)) AS difference, false AS low_power,
       figure_ids || coalesce(spent_ids, []) AS figure_ids,
       list_distinct(submission_ids || CASE WHEN spent_submission IS NULL THEN [] ELSE [spent_submission] END)
           AS submission_ids,
       '自评表共' || projects || '个项目，全年执行数合计' || amount(value, 'CNY', printed_unit)
       || CASE WHEN projects > 1 THEN '（' || words || '）' ELSE '' END
       || '；' || named('source', source) || '项目支出决算为“' || spent_printed || '”，尚有'
       || amount(spent - value, 'CNY', printed_unit) || '没有自评表。' AS message
FROM joined
