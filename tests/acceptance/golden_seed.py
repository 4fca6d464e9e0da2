"""Golden values of the seed document (DOMAIN §2): facts, not text. Money in yuan."""

from __future__ import annotations

from decimal import Decimal

#: Running text: item, stage, value.
NARRATIVE = {
    ("staff.establishment", "final", Decimal(13)),
    ("staff.actual", "final", Decimal(9)),
    ("staff.in_service", "final", Decimal(9)),
    ("staff.retired", "final", Decimal(0)),
    ("revenue.total", "initial_budget", Decimal(998600)),
    ("revenue.general_public_budget", "initial_budget", Decimal(998600)),
    ("expenditure.total", "initial_budget", Decimal(998600)),
    ("expenditure.basic", "initial_budget", Decimal(908600)),
    ("expenditure.project", "initial_budget", Decimal(90000)),
    ("revenue.total", "supplement", Decimal(288300)),
    ("revenue.total", "final", Decimal(1286900)),
    ("expenditure.total", "final", Decimal(1286900)),
    ("expenditure.basic", "final", Decimal(1039800)),
    ("expenditure.project", "final", Decimal(247100)),
    ("three_public.total", "initial_budget", Decimal(25500)),
    ("three_public.overseas", "initial_budget", Decimal(0)),
    ("three_public.vehicle", "initial_budget", Decimal(0)),
    ("three_public.reception", "initial_budget", Decimal(25500)),
    ("three_public.total", "final", Decimal("0.34")),
    ("three_public.overseas", "final", Decimal(0)),
    ("three_public.vehicle.operation", "final", Decimal(0)),
    ("three_public.reception", "final", Decimal(3400)),
    ("procurement.total", "final", Decimal(0)),
    ("procurement.goods", "final", Decimal(0)),
    ("procurement.works", "final", Decimal(0)),
    ("procurement.services", "final", Decimal(0)),
    ("assets.total", "final", Decimal(163000)),
    ("liabilities.total", "final", Decimal(0)),
    ("net_assets.total", "final", Decimal(163000)),
    ("fixed_assets.original_value", "final", Decimal(266100)),
    ("fixed_assets.in_use", "final", Decimal(266100)),
}
#: 无结余 in words is a statement of a closing balance of nil; reading it is right, not required.
ALLOWED_NARRATIVE = {("carryover.closing", "final", Decimal(0))}

#: Self-evaluation table: item, stage, value (None: the cell is blank).
TABLE = {
    (f"project_funds.{part}", stage, value)
    for stage in ("initial_budget", "adjusted_budget", "final")
    for part, value in (
        ("total", Decimal(90000)),
        ("fiscal", Decimal(90000)),
        ("carried_over", None),
        ("other", None),
    )
}
#: Claims: kind, item, stage, versus, value.
CLAIMS = {
    ("change", "revenue.total", "final", "initial_budget", Decimal(288300)),
    ("share", "expenditure.basic", "final", "expenditure.total", Decimal("80.8")),
    ("share", "expenditure.project", "final", "expenditure.total", Decimal("19.2")),
    ("execution_rate", "project_funds.total", "final", "adjusted_budget", Decimal(100)),
}
ALLOWED_CLAIMS = {
    ("share", "fixed_assets.in_use", "final", "fixed_assets.original_value", Decimal(100))
}
#: Scored rows: level1, target comparator and value, actual comparator and value, points, score.
ROWS = [
    ("产出指标", None, 100, None, 100, 10, 10),
    ("产出指标", None, 100, None, 100, 10, 10),
    ("产出指标", None, 100, None, 95, 10, 9),
    ("产出指标", None, 100, None, 100, 10, 10),
    ("产出指标", None, 100, None, 100, 10, 10),
    ("效益指标", None, 100, ">=", 98, 10, 9),
    ("效益指标", None, 100, None, 100, 5, 5),
    ("效益指标", None, 100, ">=", 98, 10, 9),
    ("效益指标", None, 100, None, 100, 5, 5),
    ("满意度指标", None, 100, ">=", 95, 10, 9),
]
LEVEL1_POINTS = {"产出指标": 50, "效益指标": 30, "满意度指标": 10}
