"""The QR code of a slip."""

import io

import segno

SCALE = 8  # pixels per module: a slip is printed


def qr(text: str) -> tuple[dict[str, object], str, bytes]:
    """A QR code as PNG: the result to keep, the media type, the bytes."""
    out = io.BytesIO()
    segno.make(text, error="m", micro=False).save(out, kind="png", scale=SCALE, border=4)
    return {}, "image/png", out.getvalue()
