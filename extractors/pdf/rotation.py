"""Pages with /Rotate are redrawn upright, so that every reader and renderer agrees on places."""

from __future__ import annotations

import io

import pikepdf


def upright(data: bytes) -> bytes:
    """The same PDF with page rotation built into the contents; unchanged bytes without any."""
    if b"/Rotate" not in data and b"/ObjStm" not in data:
        return data
    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            turned = [page for page in pdf.pages if int(page.get("/Rotate", 0)) % 360]
            if not turned:
                return data
            for page in turned:
                page.flatten_rotation()
            target = io.BytesIO()
            pdf.save(target)
            return target.getvalue()
    except pikepdf.PdfError:
        return data  # damaged: the readers say what is wrong with it
