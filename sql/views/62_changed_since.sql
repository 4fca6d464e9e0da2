-- comment: 与上次对账相比的变化：新发现、已消失的发现，数值、含义或可信程度变化的数字
-- column unit_code: 单位代码
-- column fiscal_year: 年度
-- column what: 变化
-- column subject: 检查项或数字
-- column before: 上次
-- column now_is: 现在
CREATE VIEW changed_since AS
SELECT f.unit_code, f.fiscal_year, CASE f.change WHEN 'new' THEN '新发现' ELSE '已消失' END AS what, c.title AS subject,
       CASE f.change WHEN 'resolved' THEN f.message END AS before, CASE f.change WHEN 'new' THEN f.message END AS now_is
FROM finding_changes f LEFT JOIN checks c USING (check_id) WHERE f.change <> 'still_open'
UNION ALL
SELECT unit_code, fiscal_year,
       CASE via WHEN 'resubmitted' THEN '重新报送：' ELSE '重新读取或更正：' END
       || CASE change WHEN 'value' THEN '数值变化' WHEN 'binding' THEN '含义变化' WHEN 'assurance' THEN '可信程度变化'
                      WHEN 'appeared' THEN '新出现' ELSE '不再有' END,
       label,
       CASE change WHEN 'binding' THEN concat_ws('：', former_binding, former_printed) WHEN 'assurance' THEN concat_ws(' ', former_printed, former_assurance)
                   ELSE former_printed END,
       CASE change WHEN 'binding' THEN concat_ws('：', binding, printed) WHEN 'assurance' THEN concat_ws(' ', printed, assurance)
                   ELSE printed END
FROM figure_changes
