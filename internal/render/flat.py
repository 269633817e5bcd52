"""Draws the flat pictures and pictograms that are made of simple shapes, as SVG with fills only.

    python3 internal/render/flat.py [NAME ...]

Run at the top of the repository; without names all of them are written to their places.
Nothing but Python's standard library is needed. Two sets, one hand each:

* a coloured picture (class Flat) has a dark contour of one width all around, a light rim outside
  it, light from the upper left, and fills its box;
* a pictogram (class Solid) is one colour with holes, as heavy as those of the bar.
"""

import math
import pathlib
import re
import sys

CONTOUR, RIM = 1.6, 1.2  # of a coloured picture, in units of a box 64 high
SKIN, HAIR, WOOD, DARK_WOOD = "#f0c39b", "#4a3427", "#b5713f", "#8a4b22"
GREEN, DARK_GREEN, RED, DARK_RED = "#1d7a5a", "#125541", "#d9432f", "#ab2f20"
PAPER, PAPER_SHADE, INK, NAVY = "#fdfaf2", "#d9d2c2", "#2e211b", "#1f2a37"
STEEL, BLUE, DARK_BLUE = "#9fb0bf", "#2f6fb5", "#24568d"


def n(v):
    return f"{v:.2f}".rstrip("0").rstrip(".")


def box(x, y, w, h, r):
    """A rectangle with round corners."""
    r = max(0, min(r, w / 2, h / 2))
    if r == 0:
        return f"M{n(x)} {n(y)}H{n(x+w)}V{n(y+h)}H{n(x)}Z"
    a = f"A{n(r)} {n(r)} 0 0 1 "
    return (f"M{n(x+r)} {n(y)}H{n(x+w-r)}{a}{n(x+w)} {n(y+r)}V{n(y+h-r)}{a}{n(x+w-r)} {n(y+h)}"
            f"H{n(x+r)}{a}{n(x)} {n(y+h-r)}V{n(y+r)}{a}{n(x+r)} {n(y)}Z")


def disc(cx, cy, r):
    return f"M{n(cx-r)} {n(cy)}A{n(r)} {n(r)} 0 1 1 {n(cx+r)} {n(cy)}A{n(r)} {n(r)} 0 1 1 {n(cx-r)} {n(cy)}Z"


def polygon(points):
    return "M" + "L".join(f"{n(x)} {n(y)}" for x, y in points) + "Z"


def stroke(x1, y1, x2, y2, w):
    """A line with round ends."""
    d = math.hypot(x2 - x1, y2 - y1) or 1
    dx, dy = (x2 - x1) / d * w / 2, (y2 - y1) / d * w / 2
    a = f"A{n(w/2)} {n(w/2)} 0 0 1 "
    return (f"M{n(x1-dy)} {n(y1+dx)}{a}{n(x1+dy)} {n(y1-dx)}L{n(x2+dy)} {n(y2-dx)}{a}{n(x2-dy)} {n(y2+dx)}Z")


def arc(cx, cy, r, a, b, w):
    """A bow from angle a to b, clockwise from the right, in degrees."""
    at = lambda r, d: f"{n(cx+r*math.cos(math.radians(d)))} {n(cy+r*math.sin(math.radians(d)))}"
    large = int(b - a > 180)
    o, i = r + w / 2, r - w / 2
    return f"M{at(o,a)}A{n(o)} {n(o)} 0 {large} 1 {at(o,b)}L{at(i,b)}A{n(i)} {n(i)} 0 {large} 0 {at(i,a)}Z"


def hole(path):
    """A shape of this file drawn the other way round, so that it cuts what it lies in."""
    points, arcs = [], []
    for c, args in re.findall(r"([MLHVAZ])([^MLHVAZ]*)", path):
        v = [float(s) for s in re.findall(r"-?[\d.]+", args)]
        if c == "Z":
            continue
        x, y = points[-1] if points else (0, 0)
        points.append((v[0], y) if c == "H" else (x, v[0]) if c == "V" else (v[-2], v[-1]))
        arcs.append((v[0], 1 - int(v[4]), int(v[3])) if c == "A" else None)
    out = f"M{n(points[-1][0])} {n(points[-1][1])}"
    for i in range(len(points) - 2, -1, -1):
        to, a = f"{n(points[i][0])} {n(points[i][1])}", arcs[i + 1]
        out += f"A{n(a[0])} {n(a[0])} 0 {a[2]} {a[1]} {to}" if a else "L" + to
    return out + "Z"


def moved(path, k, dx, dy):
    """A path of absolute commands, k times as large and moved."""
    out = []
    for c, args in re.findall(r"([MLHVAQCZ])([^MLHVAQCZ]*)", path):
        v = [float(s) for s in re.findall(r"-?[\d.]+", args)]
        if c == "H":
            v = [x * k + dx for x in v]
        elif c == "V":
            v = [y * k + dy for y in v]
        elif c == "A":
            v = [s for i in range(0, len(v), 7) for s in
                 (v[i] * k, v[i+1] * k, v[i+2], int(v[i+3]), int(v[i+4]), v[i+5] * k + dx, v[i+6] * k + dy)]
        else:
            v = [s * k + (dx if i % 2 == 0 else dy) for i, s in enumerate(v)]
        out.append(c + " ".join(n(s) for s in v))
    return "".join(out)


class Solid:
    """A pictogram."""

    def __init__(self, wide=64):
        self.wide, self.paths = wide, []

    def add(self, shape, *holes):
        """One shape with holes in it."""
        self.paths.append(shape + "".join(hole(h) for h in holes))

    def svg(self):
        return (f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {self.wide} 64">'
                + "".join(f'<path fill="currentColor" d="{p}"/>' for p in self.paths) + "</svg>\n")


class Flat:
    """A coloured picture: contour and rim follow from its shapes."""

    def __init__(self, ink=INK):
        self.ink, self.layers = ink, []

    def outlined(self, shape, fill, *args):
        self.layers.append((shape, fill, args, True))

    def on(self, path, fill):
        """Something on what is there, without a contour of its own."""
        self.layers.append((None, fill, (path,), False))

    def box(self, x, y, w, h, r, fill):
        self.outlined("box", fill, x, y, w, h, r)

    def disc(self, cx, cy, r, fill):
        self.outlined("disc", fill, cx, cy, r)

    def line(self, x1, y1, x2, y2, w, fill):
        self.outlined("line", fill, x1, y1, x2, y2, w)

    def polygon(self, points, fill):
        self.outlined("polygon", fill, points)

    @staticmethod
    def grown(shape, args, d):
        if shape == "box":
            x, y, w, h, r = args
            return [box(x - d, y - d, w + 2 * d, h + 2 * d, r + d)]
        if shape == "disc":
            return [disc(args[0], args[1], args[2] + d)]
        if shape == "line":
            return [stroke(*args[:4], args[4] + 2 * d)]
        points = args[0]
        edges = zip(points, points[1:] + points[:1])
        return [polygon(points)] + ([stroke(*a, *b, 2 * d) for a, b in edges] if d else [])

    def svg(self):
        out = []
        for shape, _, args, outlined in self.layers:
            if outlined:
                out += [(p, "#fff") for p in self.grown(shape, args, CONTOUR + RIM)]
        pending = []
        for shape, fill, args, outlined in self.layers:
            if outlined:
                pending += [(p, self.ink) for p in self.grown(shape, args, CONTOUR)]
                pending += [(p, fill) for p in self.grown(shape, args, 0)]
            else:
                pending.append((args[0], fill))
        out += pending
        return ('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64">'
                + "".join(f'<path fill="{c}" d="{p}"/>' for p, c in out) + "</svg>\n")


def cup(f, x, y, w, h):
    """A mug with a handle at the right."""
    f.disc(x + w, y + h * 0.45, h * 0.3, RED)
    f.on(disc(x + w, y + h * 0.45, h * 0.3 - 1.9), PAPER)
    f.box(x, y, w, h, 2.2, RED)
    f.on(box(x + w - 2.4, y + 1, 2.4, h - 2, 1), DARK_RED)


def head(f, cx, cy, r):
    f.disc(cx, cy, r, SKIN)
    f.on(f"M{n(cx-r)} {n(cy)}A{n(r)} {n(r)} 0 0 1 {n(cx+r)} {n(cy)}L{n(cx+r*0.5)} {n(cy-r*0.25)}L{n(cx-r*0.35)} {n(cy-r*0.15)}L{n(cx-r*0.55)} {n(cy+r*0.55)}Z", HAIR)
    f.on(disc(cx + r * 0.5, cy + r * 0.2, r * 0.12), f.ink)


def dine_here():
    """Somebody sits at a table with a hot drink."""
    f = Flat()
    f.line(5.5, 29, 5.5, 59, 4.4, DARK_WOOD)
    f.line(5.5, 46, 22, 46, 4.4, DARK_WOOD)
    f.line(21.5, 46, 21.5, 59, 4.4, DARK_WOOD)
    f.line(47.5, 39, 47.5, 59, 4.6, DARK_WOOD)
    f.line(39, 60, 56, 60, 3.6, DARK_WOOD)
    f.line(29, 43, 29, 56, 6.2, NAVY)
    f.line(29, 57.5, 33.5, 57.5, 5, INK)
    f.line(15, 42, 28, 42, 7.4, NAVY)
    f.box(9.6, 20.6, 11.6, 22, 5.6, GREEN)
    head(f, 17, 11, 7.6)
    f.line(33, 37, 61, 37, 4.4, WOOD)
    cup(f, 42.5, 22.4, 11, 12)
    for x in (45.5, 51):
        f.on(stroke(x, 17.6, x + 1.6, 14.4, 2) + stroke(x + 1.6, 14.4, x, 10.8, 2), "#5d6b78")
    f.line(15.5, 25.5, 24, 33, 5, DARK_GREEN)
    f.line(24, 33, 36.5, 30, 4.6, SKIN)
    return f


def dine_togo():
    """Somebody walks off with a bag."""
    f = Flat()
    f.line(19, 41, 11, 50, 6.6, NAVY)
    f.line(11, 50, 6.5, 58, 6.2, NAVY)
    f.line(7, 59, 10.5, 60.4, 4.4, INK)
    f.line(21, 41, 28, 49.5, 6.6, NAVY)
    f.line(28, 49.5, 29, 58.6, 6.2, NAVY)
    f.line(29, 60, 34, 60, 4.4, INK)
    f.box(13.4, 20.4, 12.4, 22.6, 6, GREEN)
    head(f, 21, 11, 7.6)
    f.line(39.4, 30, 43, 26, 2.4, DARK_WOOD)
    f.line(43, 26, 50, 26, 2.4, DARK_WOOD)
    f.line(50, 26, 53.6, 30, 2.4, DARK_WOOD)
    f.box(35.4, 31, 22.6, 23.4, 1.6, "#d9a05b")
    f.on(box(52, 31.6, 6, 22.2, 1.2), "#b97f3c")
    f.on(polygon([(40.6, 39), (50, 39), (48.8, 50), (41.8, 50)]), PAPER)
    f.on(box(39.8, 36.6, 11, 3, 1.4), DARK_WOOD)
    f.on(polygon([(41, 42.4), (49.6, 42.4), (49.2, 46.6), (41.4, 46.6)]), WOOD)
    f.line(18, 25.5, 26.5, 33, 5, DARK_GREEN)
    f.line(26.5, 33, 44, 27, 4.6, SKIN)
    f.polygon([(39, 8), (49.6, 8), (49.6, 3.4), (60, 11.6), (49.6, 19.8), (49.6, 15.2), (39, 15.2)], "#008a3e")
    return f


def library_attract():
    """A book slides into a box: here books are given back."""
    f = Flat(NAVY)
    f.box(4.5, 40, 55, 19.5, 3, BLUE)
    f.on(box(4.5, 53, 55, 6.5, 3), DARK_BLUE)
    f.box(13, 36.6, 38, 6, 2.4, NAVY)
    f.polygon([(18, 5), (46, 5), (46, 39), (18, 39)], "#c8453b")
    f.on(box(18, 5, 5.4, 34, 0), "#a3362e")
    f.on(box(28, 11.4, 13, 3.2, 1.4), PAPER)
    f.on(box(28, 17.4, 9, 3.2, 1.4), PAPER)
    f.polygon([(29.6, 24), (37, 24), (37, 27), (41.4, 27), (33.3, 35.4), (25.2, 27), (29.6, 27)], PAPER)
    f.on(box(24, 46.6, 16, 3.2, 1.6), PAPER)
    return f


def train_fast():
    """The pointed nose of a fast train, on its rail."""
    f = Flat(NAVY)
    f.polygon([(4, 52), (4, 16), (26, 16), (36, 19), (46, 26), (57, 40), (60, 47), (58, 52)], BLUE)
    f.on(polygon([(4, 42), (58.2, 42), (60, 47), (58, 52), (4, 52)]), PAPER)
    f.on(polygon([(34, 23), (38, 24.4), (45, 29), (50, 35), (34, 35)]), "#cfe3f5")
    for x in (7.5, 19.5):
        f.on(box(x, 23, 9, 9, 2), "#cfe3f5")
    f.on(box(4, 38.6, 52, 3.4, 0), "#e0a92e")
    f.box(3, 57, 58, 4, 2, "#46525f")
    return f


def train_slow():
    """An engine with a square front and a carriage, on its rail."""
    f = Flat(NAVY)
    f.box(4, 18, 25, 31, 3, "#c8453b")
    f.box(33, 12, 27, 37, 4, "#e0a92e")
    f.on(box(8, 24, 7.4, 10, 2) + box(18, 24, 7.4, 10, 2) + box(38, 18, 17, 11, 2.4), "#cfe3f5")
    f.on(box(33, 36, 27, 4, 0), PAPER)
    f.on(disc(55, 44, 2.6), PAPER)
    for x in (10.5, 22.5, 40, 53):
        f.disc(x, 52, 4.4, "#46525f")
    f.box(3, 59, 58, 2.6, 1.3, "#46525f")
    return f


ARROW_RIGHT = "M0 -3.4H11V-10L24 0L11 10V3.4H0Z"


def basket_emptied():
    """What is in the basket goes into the bin."""
    s = Solid(128)
    s.add(moved("M4 24H16L26 6L33 10L25 24H39L31 10L38 6L48 24H60L54 58H10ZM20 32V50H26V32ZM38 32V50H44V32Z", 0.86, -2.4, 4.4))
    s.add(moved(ARROW_RIGHT, 1, 53, 36))
    s.add(moved("M10 10H24V4H40V10H54V16H10ZM14 20H50L46 60H18ZM24 27L26 53H30L28 27ZM36 27L34 53H38L40 27Z", 1.02, 73, 0))
    return s


def cross(cx, cy, r, w):
    d = r / math.sqrt(2)
    k = w / 2 / math.sqrt(2)
    return polygon([(cx - d - k, cy - d + k), (cx - d + k, cy - d - k), (cx, cy - 2 * k), (cx + d - k, cy - d - k),
                    (cx + d + k, cy - d + k), (cx + 2 * k, cy), (cx + d + k, cy + d - k), (cx + d - k, cy + d + k),
                    (cx, cy + 2 * k), (cx - d + k, cy + d + k), (cx - d - k, cy + d - k), (cx - 2 * k, cy)])


def pay_declined():
    """A card, a cross."""
    s = Solid(128)
    s.add("M7 9H67A5 5 0 0 1 72 14V20H2V14A5 5 0 0 1 7 9Z")
    s.add("M2 29H72V50A5 5 0 0 1 67 55H7A5 5 0 0 1 2 50Z", box(10, 38, 20, 8, 1.5))
    s.add(disc(102, 32, 24), cross(102, 32, 15, 7))
    return s


def headset_plug():
    """A headset, its plug on the way into the socket of a machine."""
    s = Solid(128)
    s.add("M4 30V26A22 22 0 0 1 48 26V30H42.4V26A16.4 16.4 0 0 0 9.6 26V30Z")
    s.add(box(1.6, 27.6, 13, 21, 4))
    s.add(box(37.4, 27.6, 13, 21, 4))
    s.add("M41.6 50.6H46.4V52A5 5 0 0 0 51.4 57H60V61.6H51.4A9.6 9.6 0 0 1 41.6 52Z")
    s.add(box(61.6, 53.2, 15, 9.8, 3))
    s.add(box(77.6, 56.2, 9.6, 3.8, 1.9))
    s.add(moved(ARROW_RIGHT, 0.9, 66, 38))
    s.add("M97 6H119A7 7 0 0 1 126 13V64H97V61.6A3.5 3.5 0 0 0 97 54.6Z", box(103, 13, 17, 24, 2), disc(111.5, 47, 4.4))
    return s


def present_fingerprint():
    """A finger comes down on a reader that glows."""
    s = Solid()
    s.add("M26.5 2H37.5A5.5 5.5 0 0 1 43 7.5V32A11 11 0 0 1 21 32V7.5A5.5 5.5 0 0 1 26.5 2Z",
          "M26.4 27.6H37.6V31.4A5.6 5.6 0 0 1 26.4 31.4Z")
    for side in (-1, 1):
        s.add(stroke(32 + side * 18, 33, 32 + side * 25, 27, 4.4))
        s.add(stroke(32 + side * 18, 41.6, 32 + side * 27, 41.6, 4.4))
    s.add(box(4, 49, 56, 13, 3), box(17, 53.4, 30, 4.2, 2))
    return s


def practised():
    """A rosette with a star: well done, and nothing has been done."""
    s = Solid()
    star = [(32 + r * math.sin(math.pi * k / 5), 24 - r * math.cos(math.pi * k / 5)) for k in range(10) for r in [12.6 if k % 2 == 0 else 5.2]]
    s.add(disc(32, 24, 22), disc(32, 24, 16.6))
    s.add(polygon(star))
    s.add("M17 45.5A26 26 0 0 0 30 50.9L22 64L17.5 57L9 57.5Z")
    s.add("M47 45.5A26 26 0 0 1 34 50.9L42 64L46.5 57L55 57.5Z")
    return s


def pictogram(*shapes):
    """A pictogram of shapes, each with its holes."""
    def make():
        s = Solid()
        for shape in shapes:
            s.add(*shape) if isinstance(shape, tuple) else s.add(shape)
        return s
    return make


def arrow(angle):
    """A bold arrow: 0 is up."""
    turn = lambda x, y: (32 + (x - 32) * math.cos(angle) - (y - 32) * math.sin(angle), 32 + (x - 32) * math.sin(angle) + (y - 32) * math.cos(angle))
    return pictogram(polygon([turn(*p) for p in [(32, 4), (59, 32), (42, 32), (42, 60), (22, 60), (22, 32), (5, 32)]]))


class Same:
    """A copy of a pictogram of the runtime, under the name of a key."""

    def __init__(self, name):
        self.name = name

    def __call__(self):
        return self

    def svg(self):
        return pathlib.Path(f"assets/pictures/{self.name}.svg").read_text()


PLUS = [polygon([(42, 9.6), (49.2, 9.6), (49.2, 2.4), (54.8, 2.4), (54.8, 9.6), (62, 9.6), (62, 15.2), (54.8, 15.2), (54.8, 22.4), (49.2, 22.4), (49.2, 15.2), (42, 15.2)])]
MINUS = [box(42, 9.6, 20, 5.6, 0)]
LOUDSPEAKER = "M4 24H15L32 9V59L15 44H4Z"
WAVES = [arc(26, 36, 17, -32, 48, 5)]
SPEAKS = ("M8 28H44A6 6 0 0 1 50 34V47A6 6 0 0 1 44 53H24L12 63V53H8A6 6 0 0 1 2 47V34A6 6 0 0 1 8 28Z", box(10, 34.5, 30, 4.2, 2.1), box(10, 43, 20, 4.2, 2.1))
CELLS = [box(2 + 21.5 * c, 0.5 + 16 * r, 17, 14, 3.2) for r in range(4) for c in range(3)]
KEYS = {
    "up": arrow(0), "right": arrow(math.pi / 2), "down": arrow(math.pi), "left": arrow(-math.pi / 2),
    "select": pictogram(disc(32, 32, 22)),
    "back": pictogram("M4 25L25 5V17H44A14 14 0 0 1 58 31V58H44V33A2 2 0 0 0 42 31H25V45Z"),
    "help": pictogram(moved("M21 26A11 11 0 1 1 37.6 35.4C35.6 36.8 35 38 35 41H29C29 35.6 31 32.8 34.2 30.5A5 5 0 1 0 27 26Z", 1.75, -24, -25),
                      disc(32, 56, 5.6)),
    "home": pictogram(("M32 3L63 31L57 37L52 33V60H12V33L7 37L1 31Z", box(26, 38, 12, 22, 0))),
    "call": pictogram("M9 44A23 23 0 0 1 55 44Z", box(3, 48, 58, 9, 3), box(29, 9, 6, 10, 2)),
    "pause": pictogram(box(12, 6, 14, 52, 3), box(38, 6, 14, 52, 3)),
    "repeat": Same("act-again"),
    "where-am-i": pictogram(("M32 62C20 46 10 36 10 24A22 22 0 0 1 54 24C54 36 44 46 32 62Z", disc(32, 24, 9))),
    "spell": pictogram(*[(box(1 + 21.6 * i, 16, 18.6, 32, 3.4), box(6 + 21.6 * i, 29.6, 8.6, 4.8, 2.4)) for i in range(3)]),
    "language": Same("need-language"),
    "rate-up": pictogram(SPEAKS, *PLUS), "rate-down": pictogram(SPEAKS, *MINUS),
    "volume-up": pictogram(LOUDSPEAKER, *WAVES, *PLUS), "volume-down": pictogram(LOUDSPEAKER, *WAVES, *MINUS),
    "digits": pictogram(*CELLS),
}

PICTURES = {
    **{"assets/pictures/key-" + key: make for key, make in KEYS.items()},
    "assets/services/cafe/pictures/dine-here": dine_here,
    "assets/services/cafe/pictures/dine-togo": dine_togo,
    "assets/services/library/pictures/attract": library_attract,
    "assets/services/train/pictures/fast": train_fast,
    "assets/services/train/pictures/slow": train_slow,
    "assets/pictures/act-change": pictogram((polygon([(42, 4), (60, 22), (22, 60), (4, 60), (4, 42)]), polygon([(33, 22), (42, 31), (45.6, 27.4), (36.6, 18.4)]), polygon([(10, 45), (19, 54), (10, 54)]))),
    "assets/pictures/practised": practised,
    "assets/pictures/basket-emptied": basket_emptied,
    "assets/pictures/pay-declined": pay_declined,
    "assets/pictures/headset-plug": headset_plug,
    "assets/pictures/present-fingerprint": present_fingerprint,
}


if __name__ == "__main__":
    for place, make in PICTURES.items():
        if len(sys.argv) == 1 or place.rsplit("/", 1)[1] in sys.argv[1:]:
            pathlib.Path(place + ".svg").write_text(make().svg())
