# Copyright and licence as the repository (Apache-2.0).
"""From the passes of a rendering to a finished picture: less noise, tone, steam, outline, mask."""

from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageDraw

OUTLINE = "#24160f"  # 8 : 1 and more against every ground
OUTER, INNER = 4.4, 2.4  # width of the outline against the ground and between parts, pixels of 480
QUALITY = 85


@dataclass
class Steam:
    """Where steam rises: foot of the middle wisp and height as shares of the square, cm: the share of one cm."""

    x: float
    y: float
    height: float
    cm: float
    wisps: int


def finish(passes, parts, steam, photo, mask):
    """Writes the picture (JPEG) and its mask (1-bit PNG, white where the product and its outline are)."""
    size = passes["light"].shape[0]
    over = parts.shape[0] // size
    picture = tone(denoise(passes["light"], passes["albedo"], passes["normal"]))
    big = np.asarray(Image.fromarray(picture).resize((size * over, size * over), Image.LANCZOS)).astype(np.float32)
    px = size / 480 * over
    parts = parts.copy()
    if steam is not None:
        draw_steam(big, parts, steam, px)
    line, solid = outline(parts, px)
    ink = np.array([int(OUTLINE[i : i + 2], 16) for i in (1, 3, 5)], np.float32)
    big = big * (1 - line[..., None]) + ink * line[..., None]
    out = Image.fromarray(big.round().astype(np.uint8)).resize((size, size), Image.BOX)
    out.save(photo, quality=QUALITY, optimize=True, subsampling=1)
    whole = Image.fromarray((solid * 255).astype(np.uint8)).resize((size, size), Image.BOX)
    whole.point(lambda v: 255 if v > 127 else 0).convert("1").save(mask, optimize=True)


def denoise(light, albedo, normal):
    """The light without noise: smoothed where albedo and normal are alike."""
    albedo = _smooth(albedo, albedo, normal, 4, 0.02, 0.5)  # glass makes a noisy guide
    base = np.maximum(albedo, 0.04)
    return _smooth(light / base, albedo, normal, 5, 0.006, 0.9) * base


def _smooth(work, albedo, normal, rounds, alike, strength):
    """Edge-stopping à-trous wavelets; alike is the variance of albedo that counts as one colour."""
    kernel = (0.5, 0.25)
    guide = np.concatenate([normal / 0.1**0.5, albedo / alike**0.5], 2).transpose(2, 0, 1).astype(np.float32)
    work = np.ascontiguousarray(work.transpose(2, 0, 1), np.float32)
    for k in range(rounds):
        step = 2**k
        lum = _blur(work.mean(0), 1)
        spread = strength / (1 + 0.5 * k) * (0.05 + _blur(lum, step))
        around = [_around(work, step), _around(guide, step), _around(lum[None], step)]
        total, weight = np.zeros_like(work), np.zeros_like(lum)
        for dy in (-1, 0, 1):
            for dx in (-1, 0, 1):
                other, like, bright = (a(dx, dy) for a in around)
                apart = ((like - guide) ** 2).sum(0) + np.abs(bright[0] - lum) / spread
                w = np.exp(-apart) * (kernel[abs(dx)] * kernel[abs(dy)])
                total += other * w
                weight += w
        work = total / weight
    return work.transpose(1, 2, 0)


def _around(planes, step):
    """A function (dx, dy) -> planes seen dx and dy steps aside, continued at the edges."""
    wide = np.pad(planes, ((0, 0), (step, step), (step, step)), "edge")
    h, w = planes.shape[1:]
    return lambda dx, dy: wide[:, (dy + 1) * step : (dy + 1) * step + h, (dx + 1) * step : (dx + 1) * step + w]


def _shift(a, dx, dy):
    h, w = a.shape[:2]
    ys = np.clip(np.arange(h) + dy, 0, h - 1)
    xs = np.clip(np.arange(w) + dx, 0, w - 1)
    return a[ys][:, xs]


def _blur(a, step):
    return sum(_shift(a, dx * step, dy * step) for dx in (-1, 0, 1) for dy in (-1, 0, 1)) / 9


def tone(light):
    """Linear light to 8-bit sRGB: straight up to 0.6, then a shoulder that keeps highlights coloured."""
    knee, top = 0.6, 1.0
    peak = light.max(2, keepdims=True)
    over = np.maximum(peak - knee, 0)
    bent = np.where(peak > knee, knee + (top - knee) * (1 - np.exp(-over / (top - knee))), peak)
    c = np.clip(light * (bent / np.maximum(peak, 1e-4)), 0, 1)
    s = np.where(c <= 0.0031308, 12.92 * c, 1.055 * c ** (1 / 2.4) - 0.055)
    return (s * 255).round().astype(np.uint8)


def draw_steam(big, parts, steam, px):
    """Draws wisps into the picture and gives them a part of their own."""
    n = big.shape[0]
    im = Image.new("L", (n, n), 0)
    d = ImageDraw.Draw(im)
    gap = 2.5 * steam.cm * n
    for k in range(steam.wisps):
        off = k - (steam.wisps - 1) / 2
        tall = steam.height * n * (1.0 if off == 0 else 0.86)
        for i in range(200):
            t = i / 199
            x = steam.x * n + off * gap + np.sin(t * 2 * np.pi) * gap * 0.24
            y = steam.y * n - t * tall
            r = max(1.0, 8.0 * px * min(1.0, np.sin(np.pi * (0.08 + 0.84 * t)) ** 0.7))
            r *= 0.85
            d.ellipse((x - r, y - r, x + r, y + r), fill=255)
    wisp = (np.asarray(im) > 0) & (parts == 0)
    white = np.array([252, 252, 252], np.float32)
    big[wisp] = big[wisp] * 0.1 + white * 0.9
    parts[wisp] = parts.max() + 1


def outline(parts, px):
    """How much of each pixel is outline (0…1), and the whole silhouette with the outline in it.

    Around everything the line lies outside the silhouette but for half a pixel, between
    parts it lies on both sides.
    """
    shape = parts > 0
    outer = _grow(shape, (OUTER - 0.5) * px)
    line = outer & ~_shrink(shape, 0.5 * px)
    between = np.zeros_like(shape)
    for dx, dy in ((1, 0), (0, 1)):
        other = _shift(parts, dx, dy)
        between |= (parts != other) & shape & (other > 0)
    line |= _grow(between, INNER / 2 * px) & outer
    return line.astype(np.float32), outer


def _grow(shape, radius):
    out = shape.copy()
    r = int(np.ceil(radius))
    for dy in range(-r, r + 1):
        reach = radius * radius - dy * dy
        if reach < 0:
            continue
        dx = int(np.sqrt(reach))
        row = shape.copy()
        step = 1
        width = 0
        while width < dx:  # a run of ±dx by doubling
            s = min(step, dx - width)
            row = row | _slide(row, s, 0) | _slide(row, -s, 0)
            width += s
            step *= 2
        out |= _slide(row, 0, dy)
    return out


def _shrink(shape, radius):
    return ~_grow(~shape, radius)


def _slide(a, dx, dy):
    out = np.zeros_like(a)
    h, w = a.shape
    out[max(0, dy) : h + min(0, dy), max(0, dx) : w + min(0, dx)] = a[
        max(0, -dy) : h + min(0, -dy), max(0, -dx) : w + min(0, -dx)
    ]
    return out
