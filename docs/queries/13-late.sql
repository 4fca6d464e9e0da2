-- 逾期报送的单位
-- 收件登记的日期晚于通知的截止日期。
SELECT r.unit_code, u.unit_name, r.received_on, n.deadline,
       date_diff('day', n.deadline, r.received_on) AS days_late
FROM registry_receipts r
JOIN registry_units u USING (unit_code)
JOIN registry_notices n USING (fiscal_year)
WHERE r.received_on > n.deadline
ORDER BY days_late DESC
