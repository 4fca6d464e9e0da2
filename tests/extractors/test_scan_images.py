"""Image files: sizes are judged before decoding, the camera's turn is obeyed."""

from __future__ import annotations

import io
import struct
import zlib

import pytest
from PIL import Image

from contracts.errors import Code, Refusal
from extractors.scan import read_image
from extractors.scan.pages import _open


def saved(picture: Image.Image, kind: str, **options: object) -> bytes:
    file = io.BytesIO()
    picture.save(file, kind, **options)
    return file.getvalue()


def png_of_size(width: int, height: int) -> bytes:
    """A PNG that claims a size and holds next to nothing."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return (
            struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
        )

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    body = chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0" * 10)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", Code.EMPTY_FILE),
        (b"\xff\xd8\xff\xe0 no picture", Code.CORRUPT_FILE),
        (png_of_size(20_000, 20_000), Code.TOO_LARGE),
        (png_of_size(9_000, 9_000), Code.DECOMPRESSION_BOMB),
        (saved(Image.new("RGB", (40, 40)), "GIF"), Code.UNKNOWN_FORMAT),
        (saved(Image.new("RGB", (400, 400), "white"), "PNG"), Code.NO_TEXT_FOUND),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_with_its_code(data: bytes, code: Code):
    with pytest.raises(Refusal) as refused:
        read_image(data, "0" * 64)
    assert refused.value.code is code


def test_a_cut_off_jpeg_is_corrupt():
    data = saved(Image.effect_noise((600, 800), 60), "JPEG")
    with pytest.raises(Refusal) as refused:
        read_image(data[: len(data) // 3], "0" * 64)
    assert refused.value.code is Code.CORRUPT_FILE


def test_the_camera_says_which_side_is_up():
    exif = Image.Exif()
    exif[0x0112] = 6
    data = saved(Image.new("RGB", (60, 30), "white"), "JPEG", exif=exif)
    _, frames = _open(data)
    (pixels, _), *rest = frames
    assert not rest
    assert pixels.shape == (60, 30, 3)


def test_all_pages_of_a_tiff_come_with_their_stated_resolution():
    pages = [Image.new("1", (1654, 2339), 1) for _ in range(3)]
    data = saved(pages[0], "TIFF", save_all=True, append_images=pages[1:], dpi=(200, 200),
                 compression="group4")  # fmt: skip
    media, frames = _open(data)
    found = list(frames)
    assert media == "image/tiff"
    assert [(pixels.shape, round(dpi)) for pixels, dpi in found] == [((2339, 1654, 3), 200)] * 3


def test_an_absurd_resolution_is_replaced_by_the_size_of_a_page():
    data = saved(Image.new("L", (1200, 1600), 255), "JPEG", dpi=(72, 72))
    _, frames = _open(data)
    (_, dpi), *_ = frames
    assert 130 < dpi < 145
