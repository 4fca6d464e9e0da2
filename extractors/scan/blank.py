"""Whether a cell in which nothing was read is blank paper, or held ink that was taken away.

A number under a seal may go with the seal. Blank is sure only where the cell is paper: no red
ink was divided out of it, and what is left in it is no darker than paper and its grain.
"""

from __future__ import annotations

import cv2

from extractors.scan.images import Image, Rect, Working

#: Brightness of 255 below which paper (250) is stained; grain of the paper, blurred, is above.
STAIN = 205
#: Wobble of a rule beyond the mask that hides it, points.
RIM = 0.8


def stained(page: Working, cell: Rect, rules: Image) -> bool:
    """Whether a cell holds or held any ink beside its rules.

    Args:
        page: working page.
        cell: rectangle between the rules.
        rules: 255 where a table rule lies, page-sized.
    """
    least = max(4, page.px(1) ** 2)
    if page.stamp is not None and cv2.countNonZero(cell.cut(page.stamp)) >= least:
        return True
    grey = cell.cut(page.grey)
    if grey.size == 0:
        return False
    dark = cv2.threshold(cv2.blur(grey, (3, 3)), STAIN, 255, cv2.THRESH_BINARY_INV)[1]
    rim = 2 * page.px(RIM) + 1
    hidden = cv2.dilate(cell.cut(rules), cv2.getStructuringElement(cv2.MORPH_RECT, (rim, rim)))
    return cv2.countNonZero(cv2.bitwise_and(dark, cv2.bitwise_not(hidden))) >= least
