-- 需要人核对的数字
-- 扫描件中存疑的读数，附文件和位置。
SELECT s.file_name, f.page, n.name AS item, f.stage, f.printed, round(f.confidence, 3) AS confidence
FROM figures f
JOIN submissions s USING (submission_id)
LEFT JOIN names n ON n.kind = 'item' AND n.code = f.item
WHERE f.assurance = 'doubtful'
ORDER BY s.file_name, f.page, f.block, f.row, f.col
