-- 更正记录
-- 谁在什么时候把什么改成了什么。
SELECT corrected_at, who, printed, old_value, new_value, why, figure_id
FROM corrections
ORDER BY corrected_at DESC
