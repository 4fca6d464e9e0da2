-- 单位所印的决算与财政台账
-- 差额不为零的。
SELECT b.unit_code, b.final AS printed, l.final AS ledger, b.final - l.final AS difference
FROM budget_execution b JOIN registry_ledger l USING (unit_code, fiscal_year)
WHERE b.final <> l.final
ORDER BY abs(b.final - l.final) DESC
