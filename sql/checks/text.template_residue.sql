-- id: text.template_residue
-- severity: hint
-- title: 正文留有模板用语
-- basis: 模板中的“增加（减少）”“大（小）于”“主要原因是。”等应按实际删改
-- advice: 请单位按实际情况删改后重新报送。
SELECT unit_code, fiscal_year, concat_ws('/', place, scope, '第' || block || '段') AS binding,
       'break' AS outcome, [] AS figure_ids, [submission_id] AS submission_ids,
       '正文“' || left(text, 60) || CASE WHEN length(text) > 60 THEN '…' ELSE '' END
       || '”留有模板用语“' || found || '”。' AS message
-- the pattern as a literal: of a column it would be compiled for every row
FROM (SELECT *, regexp_extract(text, '(增加|增长|上升)[（(/](减少|下降)[）)]?|(减少|下降)[（(/](增加|增长|上升)[）)]?|大小于|大[（(]小[）)]于|大于[（(/]小于[）)]?|原因(是|为)[：:]?[。；]') AS found FROM live_passages)
WHERE found <> ''
