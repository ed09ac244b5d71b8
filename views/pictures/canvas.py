"""A sheet of 1,080 pixels' width whose height is known at the end: pieces are put down from the top, then drawn at once.

The library's renderer is used by itself: no figure and no axes, a third of the import's time. A piece is a rectangle, a line or a
text at its pixel, in the Vietnamese letters that come with the library.
"""

import io
from bisect import bisect_right
from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Literal

import matplotlib
import numpy as np
from matplotlib.backend_bases import GraphicsContextBase
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.colors import to_rgba
from matplotlib.font_manager import FontProperties
from matplotlib.path import Path as Outline
from matplotlib.transforms import Affine2D, IdentityTransform
from PIL import Image

WIDTH, MARGIN = 1080, 40
INNER = WIDTH - 2 * MARGIN
DPI = 72  # a point is a pixel
INK, FAINT, PAPER, EDGE = "#1a1a1a", "#5f6368", "#ffffff", "#9aa0a6"
CAP = 0.365  # half the height of a capital, in sizes: from a line's middle to where its letters stand
COLOURS = 128  # in the file: a few and their blends
FONTS = Path(matplotlib.get_data_path()) / "fonts" / "ttf"
Side = Literal["left", "center", "right"]
Piece = Callable[[RendererAgg, int], None]


@lru_cache
def font(size: int, *, bold: bool = False) -> FontProperties:
    """DejaVu Sans, which has every Vietnamese letter."""
    return FontProperties(fname=FONTS / ("DejaVuSans-Bold.ttf" if bold else "DejaVuSans.ttf"), size=size)


@lru_cache
def _measure() -> RendererAgg:
    return RendererAgg(1, 1, DPI)


@lru_cache(maxsize=4096)
def width_of(text: str, size: int, *, bold: bool = False) -> float:
    """Pixels."""
    return float(_measure().get_text_width_height_descent(text, font(size, bold=bold), ismath=False)[0])


def fitting(text: str, room: float, sizes: Sequence[int], *, bold: bool = False) -> int:
    """The first of the sizes, falling, in which the text has room; the last if it has it in none."""
    return next((size for size in sizes if width_of(text, size, bold=bold) <= room), sizes[-1])


def fitted(text: str, room: float, size: int, *, bold: bool = False) -> str:
    """As much of the text as fits, cut at a word where that is near, with an ellipsis."""
    if width_of(text, size, bold=bold) <= room:
        return text
    end = bisect_right(range(len(text)), room, key=lambda n: width_of(_cut(text, n), size, bold=bold)) - 1
    space = text.rfind(" ", max(0, end - 8), end + 1)
    return _cut(text, space if space > 0 else end)


def _cut(text: str, end: int) -> str:
    return text[:end].rstrip(" ,;–-·") + "…"


class Sheet:
    """`y` is where the next piece goes, in pixels from the top."""

    def __init__(self) -> None:
        self.y = MARGIN
        self._pieces: list[Piece] = []

    def text(
        self, x: float, y: float, text: str, size: int, *, bold: bool = False, colour: str = INK, side: Side = "left"
    ) -> None:
        """One line, its middle at `y`; `x` is its left end, its middle or its right end."""
        width = width_of(text, size, bold=bold)
        left = x - {"left": 0.0, "center": width / 2, "right": width}[side]

        def piece(renderer: RendererAgg, height: int) -> None:
            renderer.draw_text(_pen(colour), left, y + CAP * size, text, font(size, bold=bold), 0, ismath=False)

        self._pieces.append(piece)

    def box(self, x: float, y: float, w: float, h: float, colour: str, *, hatch: str = "", line: str = PAPER) -> None:
        """A filled rectangle from its upper left corner, with a pattern drawn in `line`."""

        def piece(renderer: RendererAgg, height: int) -> None:
            pen = _pen(line)
            pen.set_linewidth(0)
            if hatch:
                pen.set_hatch(hatch)
                pen.set_hatch_color(line)
                pen.set_hatch_linewidth(4)
            place = Affine2D().scale(w, h).translate(x, height - y - h)
            renderer.draw_path(pen, Outline.unit_rectangle(), place, to_rgba(colour))

        self._pieces.append(piece)

    def plate(self, x: float, y: float, w: float, h: float, colour: str) -> None:
        """A plain patch behind words, so that a pattern does not run through them."""
        self.box(x - w / 2, y - h / 2, w, h, colour)

    def line(
        self, points: Sequence[tuple[float, float]], colour: str, *, thick: float = 3, dashed: bool = False
    ) -> None:
        def piece(renderer: RendererAgg, height: int) -> None:
            pen = _pen(colour)
            pen.set_linewidth(thick)
            if dashed:
                pen.set_dashes(0, [14, 10])
            outline = Outline(np.array([(x, height - y) for x, y in points]))
            renderer.draw_path(pen, outline, IdentityTransform(), None)

        self._pieces.append(piece)

    def frame(self, x: float, y: float, w: float, h: float, colour: str = EDGE) -> None:
        """The outline of a rectangle."""
        self.line([(x, y), (x + w, y), (x + w, y + h), (x, y + h), (x, y)], colour, thick=2)

    def png(self) -> bytes:
        """The sheet down to `y`, on white whatever the phone's theme is, inside a frame that ends it on a white one."""
        height = int(self.y)
        self.frame(1, 1, WIDTH - 2, height - 2)
        renderer = RendererAgg(WIDTH, height, DPI)
        renderer.draw_path(_pen(PAPER), Outline.unit_rectangle(), Affine2D().scale(WIDTH, height), to_rgba(PAPER))
        for piece in self._pieces:
            piece(renderer, height)
        out = io.BytesIO()
        image = Image.fromarray(np.asarray(renderer.buffer_rgba())).convert("RGB")
        image.quantize(COLOURS, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE).save(out, "png")
        return out.getvalue()


def _pen(colour: str) -> GraphicsContextBase:
    pen = GraphicsContextBase()
    pen.set_foreground(colour)
    return pen
