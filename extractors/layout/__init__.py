"""From glyphs and rules on pages to blocks in reading order.

PDF and OFD state the same two things, characters with places and drawn rules; what a reader sees
in them (ruled tables with spans, lines, paragraphs, tables that run over pages) is found here,
once for both. Recognised pages join at `stitch` and `compose`.
"""
