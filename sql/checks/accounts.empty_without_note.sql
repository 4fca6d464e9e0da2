-- id: accounts.empty_without_note
-- severity: error
-- title: 空表没有说明
-- basis: 没有数据的决算（预算）表应保留空表，并在表下说明“本单位没有……，本表无数据”
-- advice: 请单位在空表下补写说明；漏填的，补填后重新报送。
WITH tables AS (
    SELECT unit_code, fiscal_year, scope, form, any_value(submission_id) AS submission_id, min(page) AS page,
           sum(figures) AS figures, sum(marks) AS marks, sum(numbers) AS numbers, bool_or(note IS NOT NULL) AS noted,
           bool_or(state = 'unread') AS unread, bool_or(reading = 'ocr') AS scanned
    FROM live_forms WHERE form LIKE 'final_accounts.%' OR form LIKE 'budget.%' GROUP BY ALL
), subjects AS (
    SELECT unnest(['t7', 't8', 't9', 'b7', 'b8', 'b9']) AS number,
           unnest(['政府性基金', '国有资本', '三公', '政府性基金', '国有资本', '三公']) AS word
), told AS (
    -- the text that explains the tables says so as well
    SELECT DISTINCT t.submission_id, t.form
    FROM tables t JOIN subjects s ON t.form LIKE '%.' || s.number
    JOIN live_passages p ON p.submission_id = t.submission_id
    WHERE t.figures = 0
      AND regexp_matches(p.text, '(无|没有|未)[^。；]{0,20}' || s.word || '|' || s.word || '[^。；]{0,30}(无|没有|未|为零|[^0-9.]0(\.0+)?(万?元|。|；|，|$))')
)
SELECT t.unit_code, t.fiscal_year, concat_ws('/', t.form, t.scope) AS binding,
       CASE WHEN t.figures > 0 OR t.noted OR t.marks > 0 OR d.form IS NOT NULL THEN 'exact'
            WHEN t.unread OR t.numbers > 0 OR t.scanned THEN 'insufficient' ELSE 'break' END AS outcome,
       CASE WHEN t.figures > 0 OR t.noted THEN NULL WHEN t.marks > 0 THEN '表内以“—”等表示没有'
            WHEN d.form IS NOT NULL THEN '空表的原因写在正文中' WHEN t.unread OR t.numbers > 0 THEN '表中有内容没有读懂'
            WHEN t.scanned THEN '扫描件上的空白不能断定是空表' END AS reason,
       [] AS figure_ids, [t.submission_id] AS submission_ids,
       '《' || named('form', t.form) || '》' || coalesce('（第' || t.page || '页）', '')
       || '是空表，表内、表下和正文都没有“本表无数据”之类的说明。' AS message
FROM tables t LEFT JOIN told d ON d.submission_id = t.submission_id AND d.form = t.form
