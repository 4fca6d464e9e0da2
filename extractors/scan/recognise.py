"""Text lines to characters: the recognition model inside the rapidocr wheel, called directly.

The wheel's own pipeline pads every crop to 320 pixels, which wastes most of the work on short
numbers; here batches are formed by width. Nothing is turned around (`use_cls` turns 9 into 6).
"""

from __future__ import annotations

import hashlib
import importlib.util
import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import cv2
import numpy as np
import numpy.typing as npt
import onnxruntime

from extractors.scan.images import Image

HEIGHT = 48
MIN_WIDTH = 64
MAX_WIDTH = 3200
BATCH = 8
#: What a lone 0 is drawn like; where the model reads 0 it is as good as any of them.
ROUND = ("O", "o", "〇", "○", "Ｏ", "О")
#: Those of them that stand alone nowhere: a lone one is a 0.
NEVER_ALONE = ("O", "o", "Ｏ", "О")


@dataclass(frozen=True, slots=True)
class Line:
    """What the model read in one crop.

    Attributes:
        text: characters, spaces included.
        probabilities: one a character, 0..1.
        centres: place of each character across the crop, 0..1.
    """

    text: str
    probabilities: tuple[float, ...]
    centres: tuple[float, ...]

    @property
    def confidence(self) -> float:
        """Mean character probability; 0 for nothing read."""
        return sum(self.probabilities) / len(self.probabilities) if self.text else 0.0

    def edges(self, x0: float, x1: float) -> tuple[float, ...]:
        """Borders between characters for a crop from x0 to x1, as many as characters + 1."""
        if not self.text:
            return ()
        places = [x0 + centre * (x1 - x0) for centre in self.centres]
        inner = [(left + right) / 2 for left, right in itertools.pairwise(places)]
        half = (places[-1] - places[0]) / max(1, len(places) - 1) / 2 if len(places) > 1 else 0.0
        if not half:
            return (x0, x1)
        return (max(x0, places[0] - half), *inner, min(x1, places[-1] + half))


def model_path(part: str) -> Path:
    """Path of a model inside the installed rapidocr wheel, found without importing it.

    Raises:
        FileNotFoundError: the wheel has no such model.
    """
    spec = importlib.util.find_spec("rapidocr")
    if spec is None or spec.origin is None:
        raise FileNotFoundError("rapidocr is not installed")
    found = sorted((Path(spec.origin).parent / "models").glob(f"*_{part}_*.onnx"))
    if not found:
        raise FileNotFoundError(f"no {part} model inside rapidocr")
    return found[0]


class Recogniser:
    """The recognition model, loaded once a process, on one thread."""

    def __init__(self) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.enable_cpu_mem_arena = False
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(
            str(model_path("rec")), options, providers=["CPUExecutionProvider"]
        )
        stored = self._session.get_modelmeta().custom_metadata_map["character"]
        self._characters = ["", *stored.splitlines(), " "]
        self._zero = self._characters.index("0")
        self._round = [self._characters.index(one) for one in ROUND if one in self._characters]
        self._letters = {
            self._characters.index(one) for one in NEVER_ALONE if one in self._characters
        }
        self._input = self._session.get_inputs()[0].name

    def read(self, crops: Sequence[Image]) -> list[Line]:
        """Reads grey or RGB crops of one line each; equal crops are read once."""
        keys = [_digest(crop) for crop in crops]
        first = {key: number for number, key in reversed(list(enumerate(keys)))}
        order = sorted(first.values(), key=lambda number: _width(crops[number]))
        read: dict[bytes, Line] = {}
        for start in range(0, len(order), BATCH):
            part = order[start : start + BATCH]
            lines = self._batch([crops[number] for number in part])
            read.update({keys[number]: line for number, line in zip(part, lines, strict=True)})
        return [read[key] for key in keys]

    def _batch(self, crops: Sequence[Image]) -> list[Line]:
        widths = [_width(crop) for crop in crops]
        batch = np.zeros((len(crops), 3, HEIGHT, max(widths)), dtype=np.float32)
        for number, (crop, width) in enumerate(zip(crops, widths, strict=True)):
            batch[number, :, :, :width] = _tensor(crop, width)
        output = self._session.run(None, {self._input: batch})[0]
        shares = [width / max(widths) for width in widths]
        return [self._decode(one, share) for one, share in zip(output, shares, strict=True)]

    def _decode(self, output: npt.NDArray[np.float32], share: float) -> Line:
        best = output.argmax(axis=1)
        keep = best != 0
        keep[1:] &= best[1:] != best[:-1]
        steps = np.flatnonzero(keep)
        if len(steps) == 1 and int(best[steps[0]]) in self._letters:
            best[steps[0]] = self._zero
        text = "".join(self._characters[best[step]] for step in steps)
        used = len(best) * share
        return Line(
            text,
            tuple(self._sure(output[step], int(best[step])) for step in steps),
            tuple(min(1.0, (float(step) + 0.5) / used) for step in steps),
        )

    def _sure(self, shares: npt.NDArray[np.float32], best: int) -> float:
        """Probability of a character; of a 0 together with the letters drawn like it."""
        if best == self._zero:
            return min(1.0, float(shares[best] + shares[self._round].sum()))
        return float(shares[best])


def _digest(crop: Image) -> bytes:
    shape = str(crop.shape).encode()
    return hashlib.blake2b(np.ascontiguousarray(crop).tobytes() + shape, digest_size=16).digest()


def _width(crop: Image) -> int:
    height, width = crop.shape[:2]
    wanted = round(HEIGHT * width / max(1, height))
    return int(min(MAX_WIDTH, max(MIN_WIDTH, (wanted + 7) // 8 * 8)))


def _tensor(crop: Image, width: int) -> npt.NDArray[np.float32]:
    natural = min(width, max(1, round(HEIGHT * crop.shape[1] / max(1, crop.shape[0]))))
    shrinks = crop.shape[0] > HEIGHT
    method = cv2.INTER_AREA if shrinks else cv2.INTER_LINEAR
    small = cv2.resize(crop, (natural, HEIGHT), interpolation=method)
    if small.ndim == 2:
        small = cv2.cvtColor(small, cv2.COLOR_GRAY2RGB)
    tensor = np.zeros((3, HEIGHT, width), dtype=np.float32)
    tensor[:, :, :natural] = small.astype(np.float32).transpose(2, 0, 1) / 127.5 - 1.0
    return tensor


@lru_cache(maxsize=1)
def recogniser() -> Recogniser:
    """The process's one recogniser."""
    return Recogniser()
