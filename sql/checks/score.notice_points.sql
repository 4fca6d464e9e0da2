-- id: score.notice_points
-- severity: warning
-- title: 分值与通知规定不同
-- needs: registry_notices
-- basis: 名册“通知”表规定的预算执行分值和一级指标分值（如 50/30/10 依次为产出、效益、满意度，也可写明名称）
-- advice: 请单位按通知规定的分值重新赋分；通知另有规定的，修改名册“通知”表。
WITH ruled AS (
    SELECT fiscal_year, '预算执行' AS name, execution_points AS points, 0 AS place FROM registry_notices WHERE execution_points IS NOT NULL
    UNION ALL
    SELECT fiscal_year, coalesce(nullif(regexp_extract(part[1], '[^0-9. ]+'), ''), ['产出', '效益', '满意度'][part[2]]),
           TRY_CAST(regexp_extract(part[1], '[0-9]+(\.[0-9]+)?') AS DECIMAL(18, 4)), part[2]
    FROM (SELECT fiscal_year, unnest(list_zip(string_split_regex(level1_split, '[/；;、]'), range(1, 20))) AS part
          FROM registry_notices WHERE level1_split IS NOT NULL)
    WHERE part[1] IS NOT NULL
), blocks AS (
    SELECT submission_id, unit_code, fiscal_year, scope, project, sheet, level1, is_execution, sum(points) AS points,
           count(*) FILTER (points IS NULL) AS blanks, list(indicator_id ORDER BY block, row) AS figure_ids
    FROM scored WHERE NOT is_total AND level1 IS NOT NULL
    GROUP BY ALL
), judged AS (
    -- one row a table: points that moved from one level to another are one slip
    SELECT b.submission_id, b.unit_code, b.fiscal_year, b.scope, b.project, b.sheet,
           sum(b.blanks) AS blanks, bool_and(b.points = r.points) AS agrees, sum(abs(b.points - r.points)) AS moved,
           flatten(list(b.figure_ids ORDER BY b.level1)) AS figure_ids,
           string_agg('“' || b.level1 || '”' || plain(b.points) || '分（通知规定' || plain(r.points) || '分）', '、' ORDER BY r.place)
               FILTER (b.points <> r.points) AS words
    FROM blocks b JOIN ruled r ON r.fiscal_year = b.fiscal_year AND r.points IS NOT NULL
        AND CASE WHEN b.is_execution THEN r.name = '预算执行' ELSE starts_with(b.level1, r.name) END
    GROUP BY b.submission_id, b.unit_code, b.fiscal_year, b.scope, b.project, b.sheet
)
SELECT unit_code, fiscal_year, concat_ws('/', coalesce(project, '自评表'), scope) AS binding,
       CASE WHEN blanks > 0 THEN 'insufficient' WHEN agrees THEN 'exact' ELSE 'break' END AS outcome,
       CASE WHEN blanks > 0 THEN '有' || blanks || '行没有分值' END AS reason,
       figure_ids, [submission_id] AS submission_ids, sheet || '各行分值合计与通知规定不同：' || words || '。' AS message
FROM judged
