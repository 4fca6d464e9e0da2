-- 正文里提到“结余”的段落
-- 把词换成要找的词。
SELECT s.file_name, p.heading, p.text
FROM passages p JOIN submissions s USING (submission_id)
WHERE p.text LIKE '%结余%'
ORDER BY s.file_name, p.block
