-- id: text.placeholder
-- severity: hint
-- title: 正文留有待填的空白
-- basis: 正文不应留有“XX”、下划线或未填数字的空格
-- advice: 请单位补填后重新报送。
SELECT unit_code, fiscal_year, concat_ws('/', place, scope, '第' || block || '段') AS binding,
       'break' AS outcome, [] AS figure_ids, [submission_id] AS submission_ids,
       '正文“' || left(text, 60) || CASE WHEN length(text) > 60 THEN '…' ELSE '' END
       || '”留有未填的内容“' || trim(found) || '”。' AS message
-- the pattern as a literal: of a column it would be compiled for every row
FROM (SELECT *, regexp_extract(text, '(^|[^A-Za-zＡ-Ｚ0-9])(X{2,}|Ｘ{2,}|×{2,}|_{2,}|＿{2,}|○{2,})($|[^A-Za-z0-9])|(为|占|共|计)[ 　]{2,}(万元|元|%|％|人)') AS found FROM live_passages)
WHERE found <> ''
