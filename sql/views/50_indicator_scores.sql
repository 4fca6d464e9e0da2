-- comment: 指标得分：每单位每年每个项目自评表的总分、各一级指标得分与等级
-- column unit_code: 单位代码
-- column fiscal_year: 所属年度
-- column project: 项目名称
-- column total: 总分（所印）
-- column computed_total: 各行得分之和
-- column execution_score: 预算执行得分
-- column full_mark_share: 满分指标占比（百分点）
-- column indicators: 指标行数
-- column lost_points: 指标扣分合计
-- column grade: 等级：优、良、中、差（分界以通知为准）
-- column submission_id: 提交件编号
CREATE VIEW indicator_scores AS
WITH live AS (
    SELECT i.* FROM indicators i
    SEMI JOIN parts p ON p.is_current AND p.submission_id = i.submission_id
        AND p.kind = 'self_evaluation_table' AND p.part = coalesce(i.project, '')
), sheets AS (
    SELECT unit_code, fiscal_year, project, submission_id,
           any_value(score) FILTER (level1 = '总分') AS total,
           sum(score) FILTER (level1 IS DISTINCT FROM '总分') AS computed_total,
           any_value(score) FILTER (level1 = '预算执行') AS execution_score,
           count(*) FILTER (level1 IS NULL OR level1 NOT IN ('总分', '预算执行')) AS row_count,
           count(*) FILTER (coalesce(level1, '') NOT IN ('总分', '预算执行') AND score >= points) AS full_marks,
           sum(points - score) FILTER (coalesce(level1, '') NOT IN ('总分', '预算执行')) AS lost_points
    FROM live WHERE points IS NOT NULL OR score IS NOT NULL GROUP BY ALL
), edges AS (
    SELECT fiscal_year, string_split(grade_edges, '/') AS edge FROM registry_notices
)
SELECT s.unit_code, s.fiscal_year, s.project, s.total, s.computed_total, s.execution_score,
       CASE WHEN s.row_count > 0 THEN CAST(percent_of(s.full_marks::DECIMAL(18, 4),
            s.row_count::DECIMAL(18, 4)) AS DECIMAL(18, 4)) END AS full_mark_share,
       s.row_count AS indicators, s.lost_points,
       CASE WHEN s.total >= coalesce(TRY_CAST(e.edge[1] AS DECIMAL(8, 2)), 90) THEN '优'
            WHEN s.total >= coalesce(TRY_CAST(e.edge[2] AS DECIMAL(8, 2)), 80) THEN '良'
            WHEN s.total >= coalesce(TRY_CAST(e.edge[3] AS DECIMAL(8, 2)), 60) THEN '中'
            WHEN s.total IS NOT NULL THEN '差' END AS grade,
       s.submission_id
FROM sheets s LEFT JOIN edges e ON e.fiscal_year = s.fiscal_year
