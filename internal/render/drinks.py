# Copyright and licence as the repository (Apache-2.0).
"""The drinks of the café: coffee, tea, milk and juice."""

import math
import random

import numpy as np

import kit
from kit import Item, part

# --- surfaces seen from above, as pictures on a disc ----------------------------


def _rgb(colour):
    return np.array([int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)], np.float32)


def _square(n=320):
    """x, y, radius and angle of the pixels of a square from -1 to 1, rows bottom up."""
    y, x = np.mgrid[-1 : 1 : n * 1j, -1 : 1 : n * 1j]
    return x, y, np.hypot(x, y), np.arctan2(y, x)


def _cloud(x, y, scale, seed):
    """A smooth field around 0."""
    rnd = np.random.default_rng(seed)
    out = 0
    for k in range(9):
        a, f, p = rnd.uniform(0, 2 * math.pi), scale * rnd.uniform(0.5, 2), rnd.uniform(0, 2 * math.pi)
        out = out + np.sin((x * math.cos(a) + y * math.sin(a)) * f + p) / (1 + k * 0.3)
    return out / 4


def _mix(a, b, t):
    return a + (b - a) * np.clip(t, 0, 1)[..., None]


def _step(lo, hi, v):
    t = np.clip((v - lo) / (hi - lo), 0, 1)
    return t * t * (3 - 2 * t)


def coffee_top(middle, edge, marble=0.0, seed=1):
    """Coffee with crema towards the edge; marble 0…1 lets the crema cover it."""
    x, y, r, _ = _square()
    c = _cloud(x, y, 5, seed)
    t = _step(0.72, 0.93, r + 0.04 * c) + marble * _step(-0.3, 0.5, c)
    return _mix(
        _mix(_rgb(middle) * np.ones((*x.shape, 3)), _rgb(edge), t), _rgb("#f0d6a8"), 0.5 * _step(0.965, 0.99, r)
    )


def _heart_level(x, y):
    """The size at which a heart around the origin reaches each point: 1 on its edge."""
    angles = np.linspace(-math.pi, math.pi, 721)
    radii = []
    for a in angles:
        lo, hi = 0.0, 2.5
        for _ in range(30):
            m = (lo + hi) / 2
            px, py = m * math.cos(a), m * math.sin(a)
            inside = (px * px + py * py - 1) ** 3 - px * px * py**3 <= 0
            lo, hi = (m, hi) if inside else (lo, m)
        radii.append(lo)
    return np.hypot(x, y) / np.interp(np.arctan2(y, x), angles, radii)


def latte_top(coffee="#a4632c", cream="#fbf1df"):
    """Latte art: a heart within a heart."""
    x, y, r, _ = _square()
    base = _mix(_rgb(coffee) * np.ones((*x.shape, 3)), _rgb(coffee) * 0.72, _step(0.55, 1.0, r))
    s = _heart_level(x / 0.6, (y + 0.06) / 0.6)
    line = 1 - _step(0.97, 1.03, s)
    for lo, hi in ((0.42, 0.55), (0.74, 0.86)):
        line = line * (1 - _step(lo - 0.03, lo + 0.02, s) * (1 - _step(hi - 0.02, hi + 0.03, s)))
    return _mix(base, _rgb(cream), line)


def citrus_face(flesh, pale, rind, segments=10):
    """The cut face of an orange or lemon."""
    x, y, r, a = _square()
    img = _mix(_rgb(flesh) * np.ones((*x.shape, 3)), _rgb(pale), 0.35 * _step(0.25, -0.25, _cloud(a * 3, r * 2, 9, 2)))
    d = np.abs(((a / (2 * math.pi) * segments) % 1) - 0.5) * 2  # 1 on the walls
    wall = _step(1 - 0.045 / np.maximum(r, 0.05) - 0.03, 1 - 0.045 / np.maximum(r, 0.05) + 0.03, d)
    wall = np.maximum(wall, _step(0.14, 0.09, r))
    img = _mix(img, _rgb(pale), np.maximum(wall, _step(0.80, 0.83, r)))
    return _mix(img, _rgb(rind), _step(0.9, 0.93, r))


def kiwi_face():
    """The cut face of a kiwi."""
    x, y, r, a = _square()
    img = _mix(_rgb("#8cc63a") * np.ones((*x.shape, 3)), _rgb("#5f9f22"), _step(0.55, 0.95, r))
    img = _mix(img, _rgb("#c9e58a"), 0.55 * _step(0.35, 0.9, np.cos(a * 22)) * _step(0.2, 0.35, r))
    img = _mix(img, _rgb("#f2f3cf"), _step(0.30, 0.22, r))
    rnd = random.Random(4)
    for k in range(30):
        t, d = 2 * math.pi * k / 30 + rnd.uniform(-0.05, 0.05), 0.46 + rnd.uniform(-0.05, 0.05)
        sx, sy = x - d * math.cos(t), y - d * math.sin(t)
        u, v = sx * math.cos(t) + sy * math.sin(t), -sx * math.sin(t) + sy * math.cos(t)
        img = _mix(img, _rgb("#1d1710"), _step(1.2, 0.8, np.hypot(u / 0.062, v / 0.034)))
    return _mix(img, _rgb("#7a5a2c"), _step(0.95, 0.97, r))


def potato_face():
    """The cut face of a baked sweet potato."""
    x, y, r, _ = _square()
    img = _mix(_rgb("#f6c445") * np.ones((*x.shape, 3)), _rgb("#e8a52c"), _step(-0.2, 0.5, _cloud(x, y, 12, 5)))
    return _mix(img, _rgb("#6d2450"), _step(0.93, 0.96, r))


def jujube_face():
    """A slice of jujube: a rolled-up spiral."""
    x, y, r, a = _square()
    s = (r * 2.6 - a / (2 * math.pi)) % 1
    img = _mix(
        _rgb("#d99a55") * np.ones((*x.shape, 3)), _rgb("#7a1f16"), _step(0.62, 0.72, s) * (1 - _step(0.92, 1, s))
    )
    return _mix(img, _rgb("#6d1812"), _step(0.86, 0.9, r))


def bean_label():
    """The label of a bottle: a coffee bean on paper."""
    x, y, r, _ = _square()
    img = _rgb("#f6ead2") * np.ones((*x.shape, 3))
    u, v = (x + y) / 1.414, (x - y) / 1.414
    img = _mix(img, _rgb("#4a2a1a"), _step(1.02, 0.98, np.hypot(u / 0.72, v / 0.5)))
    return _mix(
        img, _rgb("#f6ead2"), _step(0.09, 0.06, np.abs(v - 0.13 * np.sin(u * 4.2))) * _step(0.74, 0.7, np.abs(u))
    )


# --- vessels with their drinks ---------------------------------------------------

STEAM = dict(steam_height=4.4, wisps=3)


def in_cup(top, colour="#f4f1ec", saucer=True, at=(0, 0, 0), radius=4.3, height=5.6, handle=-25):
    """A cup with a drink whose surface is a picture (array) or a material."""
    x, y, z = at
    if saucer:
        with part():
            kit.saucer(colour, at, radius=radius * 1.52)
        z += 0.55
    with part():
        kit.cup(colour, (x, y, z), radius, height, handle)
        mat = kit.printed(top) if isinstance(top, np.ndarray) else top
        kit.disc(radius * 0.985 - 0.24, mat, (x, y, z + height * 0.86))


def in_mug(top, colour="#f4f1ec", at=(0, 0, 0), radius=4.0, height=7.2, handle=-20):
    """A mug with a drink."""
    x, y, z = at
    kit.mug(colour, at, radius, height, handle)
    mat = kit.printed(top) if isinstance(top, np.ndarray) else top
    kit.disc(radius - 0.3, mat, (x, y, z + height * 0.87))


def in_glass_mug(drink, top, at=(0, 0, 0), radius=3.9, height=7.4, level=0.84, handle=-14):
    """A glass mug: drink is the material of the body, top that of the surface."""
    kit.mug(at=at, radius=radius, height=height, handle=handle, mat=kit.glass())
    kit.fill(lambda z: radius * (0.93 if z < 0.8 else 0.985) - 0.3, 0.5, height * level, drink, at, top)


def tall(
    drink,
    top=None,
    at=(0, 0, 0),
    radius=4.0,
    height=11.0,
    level=8.9,
    straw="#2e7d5b",
    ice=True,
    gap=0.45,
    solid=0.55,
    deep=None,
):
    """A tall glass, with ice at the surface and at the wall, and a straw."""
    x, y, z = at
    kit.tumbler(at, radius, height)
    inner = kit.tumbler_inside(radius, height, gap=gap if ice else 0.27)
    kit.fill(inner, 0.45, level, drink, at, top)
    if ice:
        low = []
        for angle, below in ((-128, 2.3), (-66, 3.9), (-22, 1.9)) if deep is None else deep:
            q, a = inner(level - below) - 0.62, math.radians(angle)
            low.append((q * math.cos(a), q * math.sin(a), level - below))
        kit.ice_cubes(
            [
                (x + a, y + b, z + c)
                for a, b, c in [(-1.4, -0.9, level + 0.35), (0.95, -1.35, level + 0.45), (0.1, 1.0, level + 0.5)] + low
            ],
            show=solid,
        )
    if straw:
        kit.straw((x - 0.4, y + 0.6, z + level - 1), (x + 2.1, y + 1.0, z + height + 2.2), straw)


def jar(drink, at=(0, 0, 0), straw="#2f7fc4", radius=3.9, height=9.6, level=8.2, handle=0):
    """A jar with a handle, ice, bubbles and a straw: how ades come."""
    x, y, z = at
    g = kit.glass()
    kit.vessel(
        [
            (radius * 0.9, 0),
            (radius, 0.35),
            (radius, height * 0.76),
            (radius * 0.86, height * 0.88),
            (radius * 0.86, height),
        ],
        0.25,
        g,
        at,
    )
    a = math.radians(handle)
    path = [
        (radius * 0.98, height * 0.7),
        (radius * 1.42, height * 0.7),
        (radius * 1.5, height * 0.45),
        (radius * 1.32, height * 0.22),
        (radius * 0.98, height * 0.2),
    ]
    kit.tube([(px * math.cos(a), px * math.sin(a), pz) for px, pz in path], 0.4, g, at)
    inner = lambda q: (radius if q < height * 0.74 else radius * 0.88) - 0.42  # noqa: E731
    kit.fill(inner, 0.45, level, drink, at)
    kit.ice_cubes(
        [
            (x + p, y + q, z + s)
            for p, q, s in (
                (-1.4, -0.8, level + 0.3),
                (1.0, -1.2, level + 0.4),
                (0, 1.2, level + 0.4),
                (-1.9, -1.9, level - 2.6),
                (1.2, -2.3, level - 3.6),
            )
        ]
    )
    fizz = kit.paint("#ffffff", rough=0.1, glow=0.5)
    rnd = random.Random(8)
    for _ in range(26):
        t = rnd.uniform(-150, -30)
        kit.ball(
            rnd.uniform(0.09, 0.2),
            fizz,
            (
                x + (radius - 0.36) * math.cos(math.radians(t)),
                y + (radius - 0.36) * math.sin(math.radians(t)),
                z + rnd.uniform(1, level - 1.6),
            ),
            detail=2,
        )
    kit.straw((x - 0.4, y + 0.4, z + level - 1), (x + 1.9, y + 0.9, z + height + 2.4), straw)


# --- what lies beside a drink ------------------------------------------------------


def beans(at, n=3, size=1.0):
    """A few roasted beans."""
    x, y, z = at
    spots = [((-1.1, -0.2, 0.5), (0, 0, 40)), ((1.0, -0.6, 0.5), (0, 0, -30)), ((0.1, 0.9, 0.62), (12, 0, 95))]
    for p, t in spots[:n]:
        with part():
            kit.bean((x + p[0] * size * 1.15, y + p[1] * size * 1.15, z + p[2] * size), t, size)


def leaves(at, n=3, size=1.0, colour="#4f9b3a", spread=48):
    """A fan of leaves."""
    x, y, z = at
    for k in range(n):
        with part():
            kit.leaf((x, y, z + 0.2 + 0.12 * k), 4.0 * size, 1.9 * size, (0, -14, (k - (n - 1) / 2) * spread), colour)


def citrus(at, radius, skin, long=1.0, stalk="#4d7a2a"):
    """A whole orange, lemon (long > 1) or yuja."""
    x, y, _ = at
    mat = kit.paint(skin, rough=0.38, coat=0.15, bump=0.06, bump_scale=4, glow=0.06)
    with part():
        z = radius * (0.97 if long == 1 else 0.9)
        if long == 1:
            kit.ball(radius, mat, (x, y, z), scale=(1, 1, 0.94))
            kit.ball(0.3, kit.paint(stalk), (x - 0.3, y - radius * 0.3, z + radius * 0.86), scale=(1, 1, 0.5), detail=2)
        else:
            r = radius
            kit.lathe(
                [
                    (0, -r * 1.45),
                    (r * 0.22, -r * 1.36),
                    (r * 0.35, -r * 1.12),
                    (r * 0.85, -r * 0.6),
                    (r, 0),
                    (r * 0.85, r * 0.6),
                    (r * 0.35, r * 1.1),
                    (r * 0.2, r * 1.3),
                    (0, r * 1.36),
                ],
                mat,
                (x, y, z),
                (0, 90, 24),
            )


def half(at, radius, face, skin, turn=(58, 0, 0)):
    """Half a fruit that leans back and shows its face."""
    t = [math.radians(a) for a in turn]
    x, y, _ = at
    z = radius * abs(math.sin(t[0])) + 0.05
    with part():
        kit.lathe(
            [
                (0, -radius * 0.9),
                (radius * 0.55, -radius * 0.78),
                (radius * 0.9, -radius * 0.42),
                (radius, 0),
                (radius, 0),
                (radius * 0.97, 0.01),
            ],
            kit.paint(skin, rough=0.4, bump=0.04, bump_scale=4),
            (x, y, z),
            turn,
        )
        off = kit._euler(turn).to_matrix() @ kit.Vector((0, 0, 0.012))
        kit.disc(radius * 0.995, kit.printed(face), tuple(kit.Vector((x, y, z)) + off), turn)


def slice_on_rim(at, radius, face, turn=(78, 0, 10), skin="#f0b323"):
    """A slice of citrus that sits on a rim or floats."""
    with part():
        kit.lathe(
            [(0, -0.22), (radius, -0.22), (radius, -0.22), (radius, 0.2), (radius, 0.2), (0, 0.2)],
            kit.paint(skin),
            at,
            turn,
            smooth_profile=False,
        )
        off = kit._euler(turn).to_matrix() @ kit.Vector((0, 0, 0.215))
        kit.disc(radius * 0.995, kit.printed(face), tuple(kit.Vector(at) + off), turn)


def strawberry(at, size=1.0, turn=(20, 0, 0)):
    """A strawberry, its crown up; at is its middle."""
    with part():
        h, r = 4.4 * size, 1.95 * size
        kit.lathe(
            [
                (0, -h * 0.5),
                (r * 0.3, -h * 0.47),
                (r * 0.62, -h * 0.22),
                (r * 0.93, h * 0.12),
                (r, h * 0.3),
                (r * 0.75, h * 0.45),
                (0, h * 0.46),
            ],
            kit.paint(
                [(0, "#f0503c"), (0.3, "#d61f26"), (1, "#c3141f")],
                by="height",
                low=h * 0.5,
                high=-h * 0.4,
                rough=0.3,
                coat=0.4,
                glow=0.08,
            ),
            at,
            turn,
        )
        seed = kit._shared("seed", lambda: kit.paint("#f5d36b", rough=0.4, glow=0.1))
        m = kit._euler(turn).to_matrix()
        profile = ((-0.3, 0.52), (-0.14, 0.7), (0.02, 0.84), (0.17, 0.96), (0.31, 0.99))
        for i, (zz, rr) in enumerate(profile):
            n = 5 + 2 * i
            for k in range(n):
                a = 2 * math.pi * (k + 0.5 * (i % 2)) / n
                p = m @ kit.Vector((rr * r * math.cos(a), rr * r * math.sin(a), zz * h))
                kit.ball(0.15 * size, seed, tuple(kit.Vector(at) + p), turn, (0.7, 0.7, 1.2), detail=1)
        crown = m @ kit.Vector((0, 0, h * 0.47))
        e = kit._euler(turn)
        for k in range(7):
            f = e.to_matrix() @ kit._euler((0, 4, k * 51)).to_matrix()
            q = f.to_euler()
            kit.leaf(
                tuple(kit.Vector(at) + crown), 2.2 * size, 1.0 * size, [math.degrees(v) for v in q], "#58a83c", curl=0.1
            )


def chocolate(at, turn=(0, 0, -28), size=1.0):
    """A piece of a bar of chocolate, half in its wrapper."""
    x, y, z = at
    dark = kit.paint("#5a2f1b", rough=0.3, coat=0.35, glow=0.06)
    red = kit.paint("#b3202c", rough=0.35, coat=0.3)
    with part():
        m = kit._euler(turn).to_matrix()

        def put(dx, dy, dz):
            return tuple(kit.Vector((x, y, z)) + m @ kit.Vector((dx * size, dy * size, dz * size)))

        kit.box((3.9 * size, 5.6 * size, 0.55 * size), dark, put(0, 0.6, 0.3), turn, 0.08)
        for i in range(3):
            for j in range(3):
                kit.box(
                    (1.16 * size, 1.16 * size, 0.5 * size), dark, put((i - 1) * 1.28, 0.05 + j * 1.28, 0.62), turn, 0.2
                )
        kit.box((4.15 * size, 2.7 * size, 1.0 * size), red, put(0, -1.9, 0.45), turn, 0.15)


def peach(at, radius=3.0):
    """A peach with a leaf."""
    x, y, _ = at
    with part():
        o = kit.ball(
            radius,
            kit.paint(
                [(0, "#f9c078"), (0.45, "#f59a7c"), (1, "#e2566a")],
                by="x",
                low=-radius,
                high=radius,
                wobble=0.5,
                scale=0.4,
                rough=0.6,
                glow=0.08,
            ),
            (x, y, radius * 0.95),
            (0, 0, -18),
            detail=5,
        )

        def crease(p):
            px, py, pz = p
            k = 1 - 0.16 * math.exp(-((px / radius / 0.14) ** 2)) * max(0, -py / radius + 0.25)
            dip = 1 - 0.12 * math.exp(-((px * px + py * py) / (radius * 0.25) ** 2)) * (pz > 0)
            return px * k, py * k, pz * k * dip

        kit.deform(o, crease)
    with part():
        kit.leaf((x + 0.1, y, radius * 1.75), 3.4, 1.6, (0, -12, -14), "#4c9a3a")


def ginger(at, size=1.0):
    """A root of ginger."""
    x, y, _ = at
    mat = kit.paint(
        [(0, "#c99a5f"), (0.5, "#dcb27a"), (1, "#b78549")], by="noise", scale=0.9, rough=0.7, bump=0.08, bump_scale=1.6
    )
    with part():
        for px, py, pz, r, sx, a in (
            (0, 0, 1.25, 1.45, 1.7, 12),
            (2.3, -0.2, 1.5, 1.05, 1.3, -30),
            (-2.2, 0.1, 1.1, 1.05, 1.4, 40),
            (0.4, 0.2, 2.7, 0.9, 1.0, 70),
            (-1.2, -0.8, 2.1, 0.72, 1.1, 60),
            (2.9, -0.4, 2.5, 0.68, 1.0, 60),
        ):
            kit.ball(
                r * size,
                mat,
                (x + px * size, y + py * size, pz * size),
                (0, -a, 0),
                (sx, 1, 0.92),
                rough=0.08,
                size=0.8,
            )
        cut = kit.paint([(0, "#f3dc9a"), (0.7, "#efd080"), (1, "#c99a5f")], by="radius", low=0, high=0.8 * size)
        kit.lathe(
            [(0, -0.2), (0.78 * size, -0.2), (0.78 * size, 0.16), (0, 0.16)],
            cut,
            (x - 3.35 * size, y - 0.5 * size, 0.75 * size),
            (60, 0, -40),
            smooth_profile=False,
        )


def jujubes(at, n=2):
    """Dried jujubes and a slice."""
    x, y, _ = at
    mat = kit.paint([(0, "#8a1c18"), (1, "#b23024")], by="noise", scale=0.8, rough=0.3, coat=0.4, glow=0.05)
    for k in range(n):
        with part():
            o = kit.ball(
                1.75, mat, (x + k * 2.3, y + 1.6 - k * 2.6, 1.35), (0, 0, 35 - 50 * k), (1.3, 0.95, 0.85), detail=5
            )
            kit.deform(
                o,
                lambda p: tuple(
                    c * (1 - 0.05 * abs(math.sin(p[0] * 3.1 + 2 * math.sin(p[1] * 2.3 + p[2] * 2)))) for c in p
                ),
            )
    half((x - 1.9, y - 1.3, 0), 1.35, jujube_face(), "#7a1f16", turn=(50, 0, -8))


def daisy(at, radius=2.2, turn=(40, 0, 0)):
    """A chamomile flower."""
    x, y, z = at
    white = kit.paint("#fbfaf4", rough=0.55, glow=0.1)
    m = kit._euler(turn).to_matrix()
    with part():
        for k in range(13):
            a = 2 * math.pi * k / 13

            def petal(u, v, a=a):
                q, side = (
                    radius * (0.25 + 0.75 * u),
                    (v - 0.5) * radius * 0.42 * math.sin(math.pi * min(0.97, u * 0.8 + 0.18)) ** 0.6,
                )
                return (
                    q * math.cos(a) - side * math.sin(a),
                    q * math.sin(a) + side * math.cos(a),
                    -0.18 * u * u + 0.03 * (k % 2),
                )

            kit.sheet(petal, white, 10, 4, at, turn, thick=0.06)
        kit.ball(
            radius * 0.4,
            kit.paint([(0, "#f0b21e"), (1, "#f8cd3a")], scale=3, rough=0.6, bump=0.1, bump_scale=6),
            tuple(kit.Vector(at) + m @ kit.Vector((0, 0, 0.08))),
            turn,
            (1, 1, 0.65),
        )


def vanilla(at, size=1.0):
    """A vanilla flower and two pods."""
    x, y, _ = at
    pod = kit.paint("#2f1a10", rough=0.4, coat=0.2)
    for k in (0, 1):
        with part():
            kit.tube(
                [
                    (x - 2.2 + k * 0.7, y - 0.9 - k * 0.5, 0.3),
                    (x - 0.2 + k * 0.6, y - 1.5 - k * 0.6, 0.32),
                    (x + 2.6, y - 0.9 - k * 0.9, 0.3),
                ],
                [0.1, 0.28, 0.28, 0.1],
                pod,
            )
    mat = kit.paint(
        [(0, "#f7e39a"), (0.5, "#fbf2cf"), (1, "#fdf8e4")], by="radius", low=0, high=2.6 * size, rough=0.55, glow=0.1
    )
    turn = (48, 0, 0)
    at = (x + 0.4, y, 2.1 * size)
    with part():
        for k in range(5):
            a = 2 * math.pi * k / 5 + 0.3

            def petal(u, v, a=a):
                q = 2.7 * size * u
                side = (v - 0.5) * 1.9 * size * math.sin(math.pi * min(0.98, u * 0.85 + 0.06)) ** 0.8
                return (
                    q * math.cos(a) - side * math.sin(a),
                    q * math.sin(a) + side * math.cos(a),
                    0.5 * math.sin(u * 2.6) + abs(v - 0.5) * 0.5,
                )

            kit.sheet(petal, mat, 14, 8, at, turn, thick=0.07)
        m = kit._euler(turn).to_matrix()
        kit.lathe(
            [(0, 0), (0.25, 0.1), (0.62, 1.15), (0.5, 1.15), (0, 0.4)],
            kit.paint("#eeb52e", rough=0.5),
            tuple(kit.Vector(at) + m @ kit.Vector((0, 0, 0.1))),
            turn,
            size,
        )


def tag(rim, mat_colour="#f2a623", at=(0, 0, 0), inside=(0, 0, 0), mark="#7a3f12", size=1.35):
    """The tag of a tea bag: a thread from inside over the rim, and its label."""
    thread = kit.paint("#f6f1e4", rough=0.8)
    x, y, z = at
    kit.tube(
        [
            inside,
            rim,
            rim,
            (rim[0] + (x - rim[0]) * 0.6, rim[1] + (y - rim[1]) * 0.6, (rim[2] + z) / 2),
            (x, y, z + 0.9 * size),
        ],
        0.11,
        thread,
    )
    with part():
        turn = (90, 0, math.degrees(math.atan2(y, x)) + 90)
        kit.slab(
            [(-0.95, -1.3), (0.95, -1.3), (0.95, 0.7), (0.45, 1.2), (-0.45, 1.2), (-0.95, 0.7)],
            0.14,
            kit.paint(mat_colour, rough=0.6, glow=0.06),
            at,
            turn,
            0.03,
            size,
        )
        off = kit._euler(turn).to_matrix() @ kit.Vector((0, -0.25 * size, 0.14 * size + 0.01))
        kit.slab(
            [(0, -0.62), (0.42, 0.05), (0.2, 0.5), (0, 0.62), (-0.2, 0.5), (-0.42, 0.05)],
            0.05,
            kit.paint(mark, rough=0.7),
            tuple(kit.Vector(at) + off),
            turn,
            0,
            size,
        )


def carton(at, size=1.0, turn=14):
    """A carton of milk."""
    x, y, _ = at
    w, h = 4.6 * size, 7.6 * size
    white = kit.paint("#f7f8fa", rough=0.45)
    blue = kit.paint("#2f7fc4", rough=0.4, coat=0.2, glow=0.04)
    t = (0, 0, turn)
    m = kit._euler(t).to_matrix()

    def put(*p):
        return tuple(kit.Vector((x, y, 0)) + m @ kit.Vector(p))

    with part():
        kit.box((w, w, h), white, put(0, 0, h / 2), t, 0.12)
        kit.box((w + 0.06, w + 0.06, h * 0.3), blue, put(0, 0, h * 0.15 + 0.02), t, 0.12)
        e = w / 2
        top = h + 2.3 * size
        verts = [
            (-e, -e, h),
            (e, -e, h),
            (e, e, h),
            (-e, e, h),
            (-e, -0.12, top),
            (e, -0.12, top),
            (e, 0.12, top),
            (-e, 0.12, top),
        ]
        faces = [(0, 1, 5, 4), (2, 3, 7, 6), (1, 2, 6, 5), (3, 0, 4, 7), (4, 5, 6, 7)]
        kit.add(kit.mesh(verts, faces), blue, (x, y, 0), t, smooth=False)
        kit.box((w, 0.3, 1.1 * size), blue, put(0, 0, top + 0.4 * size), t, 0.05)
        drop = []
        for a in np.linspace(0, 2 * math.pi, 32, endpoint=False):
            up = math.cos(a) > 0
            drop.append(
                (
                    math.sin(a) * 0.95 * size * (1 - 0.55 * math.cos(a) if up else 1),
                    math.cos(a) * size * (1.55 if up else 1),
                )
            )
        kit.slab(drop, 0.06, blue, put(0, -e - 0.02, h * 0.62), (90, 0, turn), 0)


def sweet_potato(at, size=1.0):
    """A baked sweet potato cut across, and its other half."""
    x, y, _ = at
    skin = kit.paint([(0, "#5d1f47"), (0.5, "#7a2b5a"), (1, "#8f3d63")], scale=0.8, rough=0.65, bump=0.06, bump_scale=2)
    with part():
        turn = (0, -90, 152)
        r = 1.8 * size
        kit.lathe(
            [(r, 0), (r, 0), (r * 1.04, 1.2 * size), (r * 0.86, 2.9 * size), (r * 0.42, 4.4 * size), (0.1, 5.1 * size)],
            skin,
            (x, y, r),
            turn,
        )
        kit.disc(r, kit.printed(potato_face()), (x, y, r), (90, 0, -28 + 0), 48)
    half((x - 2.4 * size, y - 1.9 * size, 0), 1.55 * size, potato_face(), "#6d2450", turn=(48, 0, 0))


def wheat(at, size=1.0, turn=(0, 22, 0)):
    """An ear of wheat."""
    mat = kit.paint([(0, "#d99b2b"), (1, "#f0c04f")], by="noise", scale=0.7, rough=0.5, glow=0.06)
    m = kit._euler(turn).to_matrix()
    with part():

        def put(*p):
            return tuple(kit.Vector(at) + m @ kit.Vector(tuple(c * size for c in p)))

        kit.tube([put(0, 0, 0), put(0.1, 0, 4), put(0, 0, 10.5)], 0.16 * size, kit.paint("#c98f2d", rough=0.6))
        for k in range(6):
            for side in (-1, 1):
                kit.ball(
                    0.95 * size,
                    mat,
                    put(side * 0.75, 0, 4.4 + k * 1.15),
                    (0, turn[1] + side * 32, 0),
                    (0.52, 0.5, 1.0),
                    detail=3,
                )
        kit.ball(0.95 * size, mat, put(0, 0, 11.2), (0, turn[1], 0), (0.52, 0.5, 1.0), detail=3)


def banana(at, size=1.0):
    """Two bananas."""
    x, y, _ = at
    skin = kit.paint([(0, "#f2c928"), (1, "#f9db4a")], scale=0.6, rough=0.4, coat=0.15, glow=0.08)
    tip = kit.paint("#5e4420", rough=0.7)
    for k in range(2):
        with part():
            pts = []
            for t in np.linspace(-1, 1, 9):
                a = math.radians(-90 + 62 * t)
                pts.append(
                    (x + 4.3 * size * math.cos(a) + k * 0.9, y - 1.9 * k, 1.15 * size + 4.3 * size * (1 + math.sin(a)))
                )
            kit.tube(pts, [0.35, 1.0, 1.2, 1.25, 1.2, 1.0, 0.4], skin, scale=1)
            kit.tube(
                [pts[-1], tuple(kit.Vector(pts[-1]) * 1.0 + kit.Vector((0.5, 0.1, 0.9)) * size)],
                [0.4, 0.3],
                tip,
                smooth_path=False,
            )
            kit.ball(0.36, tip, pts[0], detail=2)


def watermelon(at, size=1.0, turn=(78, 0, 14)):
    """A wedge of watermelon that stands on its rind."""

    def sector(radius):
        lo, hi = math.radians(222), math.radians(318)
        return [(0, 0)] + [(radius * math.cos(a), radius * math.sin(a)) for a in np.linspace(lo, hi, 28)]

    m = kit._euler(turn).to_matrix()
    x, y, z = at
    top = 6.6 * size
    with part():
        for radius, thick, colour, gloss in (
            (6.6, 2.2, "#2f8a3c", 0.3),
            (6.25, 2.26, "#d9efc0", 0.1),
            (5.85, 2.32, "#e63b44", 0.25),
        ):
            off = m @ kit.Vector((0, 0, -thick / 2))
            kit.slab(
                sector(radius * size),
                thick * size,
                kit.paint(colour, rough=0.35, coat=gloss, glow=0.06),
                (x + off.x, y + off.y, top * 0.98 + off.z),
                turn,
                0.05,
            )
        black = kit.paint("#1c1210", rough=0.3)
        for px, py in ((0, -2.4), (-1.1, -3.6), (1.1, -3.6), (0, -4.6), (-2.2, -4.6), (2.2, -4.6)):
            p = m @ kit.Vector((px * size, py * size, 1.17 * size))
            kit.ball(0.3 * size, black, (x + p.x, y + p.y, top * 0.98 + p.z), turn, (0.62, 1, 0.4), detail=2)


def mango(at, size=1.0):
    """A ripe mango with a leaf."""
    x, y, _ = at
    with part():
        o = kit.ball(
            3.0 * size,
            kit.paint(
                [(0, "#f7b21f"), (0.45, "#f79a2a"), (1, "#d9482e")],
                by="x",
                low=-2.6,
                high=3.4,
                wobble=0.7,
                scale=0.35,
                rough=0.35,
                coat=0.3,
                glow=0.06,
            ),
            (x, y, 2.6 * size),
            (0, -38, 0),
            (1.28, 0.9, 0.92),
            detail=5,
        )
        kit.deform(o, lambda p: (p[0], p[1], p[2] + 0.1 * p[0] * abs(p[0]) / 3 / size))
    with part():
        kit.leaf((x + 1.6 * size, y - 0.4, 5.0 * size), 3.6 * size, 1.6 * size, (0, -8, -12))


def tomato(at, size=1.0):
    """A tomato."""
    x, y, _ = at
    r = 3.0 * size
    with part():
        o = kit.ball(
            r,
            kit.paint([(0, "#e2352b"), (1, "#cf1f1f")], scale=0.4, rough=0.22, coat=0.6, glow=0.06),
            (x, y, r * 0.8),
            scale=(1, 1, 0.84),
            detail=5,
        )
        kit.deform(
            o,
            lambda p: (
                p[0],
                p[1],
                p[2] * (1 - 0.2 * math.exp(-((p[0] ** 2 + p[1] ** 2) / (0.4 * r) ** 2)) * (p[2] > 0)),
            ),
        )
        for k in range(6):
            kit.leaf((x, y, r * 1.5), 2.4 * size, 0.85 * size, (0, 6, k * 60 + 15), "#4c9a3a", curl=0.1)
        kit.tube(
            [(x, y, r * 1.4), (x + 0.15, y, r * 1.65), (x + 0.5, y, r * 1.85)],
            0.22 * size,
            kit.paint("#3f7d2c", rough=0.6),
        )


def grapes(at, size=1.0):
    """A bunch of green grapes."""
    x, y, _ = at
    mat = kit.paint("#a9cf4a", rough=0.22, coat=0.5, glow=0.14)
    rnd = random.Random(2)
    with part():
        for row, n in ((0, 1), (1, 2), (2, 3), (3, 4), (4, 3)):
            for k in range(n):
                for back in (0, 1):
                    kit.ball(
                        1.12 * size,
                        mat,
                        (
                            x + ((k - (n - 1) / 2) * 1.75 + rnd.uniform(-0.15, 0.15) + 0.4 * back) * size,
                            y + (rnd.uniform(-0.3, 0.3) + 1.1 * back - 0.45 * min(row, 3) * 0.3) * size,
                            (1.1 + row * 1.42) * size,
                        ),
                        detail=3,
                    )
    with part():
        kit.leaf((x - 0.2, y - 0.6, 8.0 * size), 3.4 * size, 2.6 * size, (20, -6, -8), "#5aa03a")
        kit.tube(
            [(x, y, 7.2 * size), (x - 0.3, y, 8.4 * size), (x - 1.2, y, 9.3 * size)],
            0.2,
            kit.paint("#6d5a2a", rough=0.7),
        )


def cream(at, radius=3.2, height=3.6, sauce=None, turns=2.4):
    """Whipped cream with a drizzle of sauce."""
    x, y, z = at
    white = kit._shared("cream", lambda: kit.paint("#fbf4e6", rough=0.5, soft=0.1, glow=0.06))
    kit.swirl(radius, height, white, at, turns)
    if sauce:
        mat = kit.paint(sauce, rough=0.2, coat=0.5, glow=0.06)
        for k in range(4):
            pts = []
            for t in np.linspace(-1, 1, 13):
                px, py = t * radius * 0.82, (k - 1.5) * radius * 0.34 + (0.25 if int((t + 1) * 6) % 2 else -0.25)
                rr = min(0.96, math.hypot(px, py) / radius)
                pts.append((x + px, y + py, z + 0.25 + height * (1 - rr) ** 0.75 + radius * 0.34))
            kit.tube(pts, 0.2, mat)


def sprig(at, size=1.0):
    """A sprig of mint."""
    x, y, z = at
    with part():
        for k, (a, tilt, ln) in enumerate(
            (
                (20, -4, 1.0),
                (110, -4, 1.0),
                (200, -4, 1.0),
                (-70, -4, 1.0),
                (65, -26, 0.62),
                (155, -26, 0.62),
                (245, -26, 0.62),
                (-25, -26, 0.62),
            )
        ):
            kit.leaf((x, y, z + 0.1 * k), 3.3 * size * ln, 2.5 * size * ln, (0, tilt, a), "#4bb562")


# --- coffee -----------------------------------------------------------------------

COFFEE = "#2a1308"


def coffee_body():
    """Black coffee in a glass: reddish where it is thin."""
    return kit.paint(
        [(0, "#45200e"), (0.6, "#42200f"), (1, "#6b3616")],
        by="height",
        low=0,
        high=10,
        rough=0.5,
        shine=0.03,
        glow=0.15,
    )


def layered(bottom, mid, top, low=2.5, high=9.5):
    """Milk under coffee, with a cloudy border."""
    return kit.paint(
        [(0, bottom), (0.3, bottom), (0.55, mid), (0.8, top), (1, top)],
        by="height",
        low=low,
        high=high,
        wobble=1.3,
        scale=0.35,
        rough=0.5,
        shine=0.03,
        glow=0.1,
    )


def americano():
    in_cup(coffee_top(COFFEE, "#8a5526"))
    beans((-3.2, -4.3, 0.75), 3, 1.0)


def americano_iced():
    tall(coffee_body(), kit.paint("#4a2412", rough=0.3, shine=0.1), at=(-0.6, 0, 0))
    beans((4.5, -1.8, 0), 3, 1.2)


def latte():
    in_cup(latte_top(), radius=5.2, height=5.6)


def latte_iced():
    tall(layered("#f6ead8", "#d8b184", "#7d4a22"), kit.paint("#8a5528", rough=0.2), at=(-2.0, 0, 0), straw="#7d4a22")
    milk_jug((4.1, -2.0, 0))


def milk_jug(at, radius=2.3, height=4.6):
    """A small jug of milk, its lip to the left."""
    x, y, z = at
    r, h = radius, height
    with part():
        body = kit.vessel(
            [(r * 0.8, 0), (r, h * 0.15), (r * 1.02, h * 0.4), (r * 0.8, h * 0.75), (r * 0.92, h)],
            0.22,
            kit.ceramic(),
            at,
        )

        def lip(p):
            a = math.atan2(p[1], -p[0])
            k = 0.75 * math.exp(-((a / 0.4) ** 2)) * max(0.0, (p[2] / h - 0.7) / 0.3)
            return p[0] * (1 + 0.35 * k), p[1], p[2] + 0.5 * k

        kit.deform(body, lip)
        kit.tube(
            [
                (x + r * 0.8, y, h * 0.85),
                (x + r * 1.5, y - 0.1, h * 0.8),
                (x + r * 1.55, y - 0.1, h * 0.45),
                (x + r * 0.98, y, h * 0.25),
            ],
            0.28,
            kit.ceramic(),
        )
        kit.disc(r * 0.72, kit.paint(MILK, rough=0.3), (x, y, h * 0.84))


def cinnamon(a, b, radius=0.62):
    with part():
        bark = kit.paint([(0, "#8a4a1f"), (1, "#a9622e")], scale=1.4, rough=0.7, bump=0.05, bump_scale=3)
        kit.tube([a, b], radius, bark, smooth_path=False)
        v = (kit.Vector(b) - kit.Vector(a)).normalized()
        kit.tube(
            [tuple(kit.Vector(b) - v * 0.1), tuple(kit.Vector(b) + v * 0.02)],
            radius * 0.6,
            kit.paint("#5a2c10", rough=0.8),
            smooth_path=False,
        )


def foam(radius, z, at=(0, 0, 0), height=1.5, dust="#7a4520", n=46):
    """A head of milk foam dusted with cocoa."""
    x, y, _ = at
    kit.lathe(
        [
            (radius, -0.6),
            (radius, -0.6),
            (radius * 1.0, 0.3),
            (radius * 0.86, height * 0.75),
            (radius * 0.5, height),
            (0, height * 1.05),
        ],
        kit.paint("#fbf3e4", rough=0.6, soft=0.1, bump=0.05, bump_scale=3, glow=0.05),
        (x, y, z),
    )
    mat = kit.paint(dust, rough=0.8)

    def grain(px, py, rnd):
        q = math.hypot(px, py)
        zz = z + height * (1.05 - 0.32 * q**3)
        kit.ball(
            rnd.uniform(0.1, 0.24), mat, (x + px * radius * 0.8, y + py * radius * 0.8, zz), scale=(1, 1, 0.4), detail=2
        )

    kit.scatter(n, lambda a, b: a * a + b * b < 0.85, grain)


def cappuccino():
    with part():
        in_mug(kit.paint("#fbf3e4"), "#c4572f", radius=4.6, height=6.6)
        foam(4.1, 6.0, height=1.7)
    cinnamon((1.2, 1.2, 6.0), (4.6, 2.2, 11.2))


def cappuccino_iced():
    tall(
        layered("#e9d3b4", "#c08e58", "#6b3a18", low=0.5, high=8),
        kit.paint("#8a5528"),
        at=(-1.6, 0, 0),
        level=7.6,
        straw=None,
    )
    with part():
        foam(3.72, 8.6, (-1.6, 0, 0), height=2.3)
    cinnamon((-0.8, 1.0, 9.0), (2.2, 1.8, 14.2), 0.6)
    cinnamon((1.8, -4.4, 0.62), (6.4, -1.4, 0.62))
    cinnamon((4.2, -4.6, 0.62), (5.0, -0.6, 1.7))


def espresso():
    in_cup(coffee_top("#8a4f1c", "#c98a3f", marble=0.45), radius=3.0, height=4.4)
    with part():
        steel = kit.metal()
        kit.tube([(3.0, -4.3, 0.85), (5.0, -3.4, 1.2), (7.4, -2.1, 1.5)], [0.2, 0.22, 0.34], steel)
        kit.ball(1.0, steel, (2.5, -4.6, 0.85), (0, 0, 28), (1.25, 0.8, 0.3))


def mocha():
    with part():
        in_glass_mug(
            kit.liquid("#6b3a20", "#4a2412", low=0.5, high=6.4),
            kit.paint("#6b3a20"),
            at=(-1.2, 0, 0),
            radius=4.2,
            height=7.6,
        )
    with part():
        cream((-1.2, 0, 6.6), 3.7, 4.2, "#3d1c0e")
    chocolate((4.3, -4.2, 2.0), (38, 0, -24), 0.95)


def mocha_iced():
    tall(layered("#8a5a3a", "#6b3a20", "#4a2412"), kit.paint("#6b3a20"), at=(-1.6, 0, 0), level=8.0, straw=None)
    kit.straw((-1.2, 1.2, 9), (1.6, 1.6, 15.6), "#8a2a2a")
    with part():
        cream((-1.6, 0, 9.9), 3.7, 3.6, "#3d1c0e")
    chocolate((3.9, -2.6, 2.05), (42, 0, -20), 0.9)


def vanilla_latte():
    in_cup(latte_top("#bd8345"), radius=4.7, at=(-0.8, 0.8, 0), handle=20)
    vanilla((4.6, -5.2, 0), 1.0)


def vanilla_latte_iced():
    tall(layered("#f9f0dc", "#e3c79a", "#a87440"), kit.paint("#b58048"), at=(-1.8, 0, 0), straw="#c98f2d")
    vanilla((3.4, -2.4, 0), 1.0)


def caramel_net(at, radius, z):
    """A net of caramel on foam."""
    mat = kit.paint("#d98a1c", rough=0.15, coat=0.6, glow=0.12)
    for turn in (35, -35):
        c, s = math.cos(math.radians(turn)), math.sin(math.radians(turn))
        for k in range(-2, 3):
            o = k * radius * 0.36
            w = math.sqrt(max(0.05, radius**2 - o * o)) * 0.95
            pts = []
            for t in np.linspace(-1, 1, 7):
                px, py = t * w, o
                q = (px * px + py * py) / radius**2
                pts.append((at[0] + px * c - py * s, at[1] + px * s + py * c, z - 0.9 * q**1.5))
            kit.tube(pts, 0.24, mat)


def caramel_cubes(at):
    mat = kit.paint([(0, "#c97f1c"), (1, "#dd9a35")], scale=0.5, rough=0.2, coat=0.6, glow=0.1)
    with part():
        kit.box((2.6, 2.6, 2.4), mat, (at[0], at[1], 1.2), (0, 0, 24), 0.35)
    with part():
        kit.box((2.2, 2.2, 2.0), mat, (at[0] - 2.5, at[1] - 1.6, 1.0), (0, 0, -18), 0.32)


def caramel_macchiato():
    in_cup(kit.paint("#f6ead0", rough=0.5), radius=4.9, at=(-0.6, 0.6, 0), handle=20)
    with part():
        kit.lathe(
            [(4.45, 0), (4.3, 0.35), (3.0, 0.95), (0, 1.2)], kit.paint("#f9efd8", rough=0.6, soft=0.1), (-0.6, 0.6, 5.3)
        )
        caramel_net((-0.6, 0.6), 4.2, 6.55)
    caramel_cubes((5.9, -4.6))


def caramel_macchiato_iced():
    tall(layered("#f6ead8", "#dcae74", "#7d4418"), kit.paint("#8a5528"), at=(-1.6, 0, 0), level=8.0, straw=None)
    with part():
        kit.lathe(
            [(3.72, -1.2), (3.72, 0.4), (2.8, 1.5), (0, 2.0)], kit.paint("#f9efd8", rough=0.6, soft=0.1), (-1.6, 0, 9.4)
        )
        caramel_net((-1.6, 0), 3.7, 11.5)
    caramel_cubes((4.9, -1.6))


def einspanner():
    at = (-1.4, 0, 0)
    with part():
        kit.tumbler(at, 4.2, 9.2, 0.84)
        inner = kit.tumbler_inside(4.2, 9.2, 0.84)
        kit.fill(inner, 0.5, 5.6, coffee_body(), at, kit.paint(COFFEE))
        white = kit.paint("#fbf4e6", rough=0.5, soft=0.1, glow=0.06)
        kit.fill(inner, 5.55, 8.5, white, at)
        foam(3.85, 8.9, at, height=1.1, n=40)
    beans((4.6, -3.4, 0), 3, 1.5)


def cold_brew():
    with part():
        x, y = -2.6, 0.6
        kit.lathe(
            [
                (0, 0),
                (0, 0),
                (2.9, 0),
                (3.2, 0.3),
                (3.2, 0.3),
                (3.2, 7.6),
                (3.2, 7.6),
                (2.9, 8.6),
                (1.5, 10.4),
                (1.35, 11.0),
                (1.35, 12.2),
                (1.35, 12.2),
                (0, 12.2),
            ],
            kit.paint([(0, "#2c1409"), (0.7, "#3b1c0c"), (1, "#6b3a1c")], by="facing", rough=0.1, coat=0.8, glow=0.06),
            (x, y, 0),
        )
        kit.lathe(
            [(0, 0), (1.6, 0), (1.6, 0), (1.6, 1.3), (1.45, 1.5), (0, 1.5)],
            kit.paint("#7f858c", rough=0.3, coat=0.3),
            (x, y, 12.0),
        )
        label = kit.printed(bean_label())
        obj = kit.sheet(
            lambda u, v: (
                3.27 * math.cos(math.radians(200 + 140 * u)),
                3.27 * math.sin(math.radians(200 + 140 * u)),
                2.0 + 5.0 * v,
            ),
            label,
            24,
            4,
            (x, y, 0),
        )
        _uv_grid(obj)
    with part():
        at = (3.7, -2.2, 0)
        kit.tumbler(at, 3.0, 6.6, 0.85)
        kit.fill(
            kit.tumbler_inside(3.0, 6.6, 0.85, 0.36),
            0.4,
            4.8,
            coffee_body(),
            at,
            kit.paint("#4a2412", rough=0.3, shine=0.1),
        )
        kit.ice_cubes([(3.0, -3.0, 5.3), (4.7, -2.9, 5.2), (3.9, -1.3, 5.4), (2.5, -3.7, 3.4), (4.9, -3.8, 2.7)], 1.9)


def _uv_grid(obj):
    """Gives a sheet UVs that follow its u and v, from the vertices' angle and height."""
    me = obj.data
    uv = me.uv_layers.new()
    co = np.array([v.co for v in me.vertices])
    a = np.arctan2(co[:, 1], co[:, 0])
    span = lambda v: (v - v.min()) / (v.max() - v.min())  # noqa: E731
    u, v = span(a), span(co[:, 2])
    for loop in me.loops:
        uv.data[loop.index].uv = (u[loop.vertex_index], v[loop.vertex_index])


def affogato():
    at = (-0.8, 0, 0)
    x = at[0]
    with part():
        kit.vessel(
            [(2.9, 0), (2.9, 0.3), (0.6, 0.9), (0.5, 2.6), (2.6, 3.4), (4.4, 5.2), (5.0, 7.2)], 0.25, kit.glass(), at
        )
        kit.lathe(
            [(0, 3.5), (2.0, 3.7), (3.7, 5.0), (4.2, 5.9), (4.2, 5.9), (0, 5.9)],
            kit.paint("#4a2210", rough=0.4, shine=0.05, glow=0.1),
            at,
        )
    with part():
        ice = kit.paint([(0, "#fbeecb"), (1, "#f6e3b4")], scale=1.2, rough=0.6, soft=0.1, bump=0.1, bump_scale=1.5)
        kit.scoop(3.5, ice, (x, 0, 7.6), 3)
        sauce = kit.paint("#4a2210", rough=0.12, coat=0.6, glow=0.06)

        def cap(u, v):
            a = 2 * math.pi * u
            end = 0.92 + 0.26 * math.sin(a * 5 + 0.6) + 0.14 * math.sin(a * 3 + 1.9)
            t = v * end
            r = 3.72 - 0.14 * v**3
            return (r * math.sin(t) * math.cos(a), r * math.sin(t) * math.sin(a), r * math.cos(t))

        kit.sheet(cap, sauce, 96, 16, (x, 0, 7.6), thick=0.12)
    with part():
        kit.tube(
            [(2.3, 0, 13.1), (1.3, 0, 13.4), (0.2, 0, 12.8), (-0.3, 0, 10.9)],
            [0.5, 0.6, 0.5, 0.6],
            kit.paint("#4a2210", rough=0.1, coat=0.6),
        )
    with part():
        pot = kit.ceramic()
        turn = (0, -70, 0)
        kit.lathe(
            [(0, 0), (1.5, 0), (1.7, 0.3), (2.1, 2.0), (2.2, 3.6), (2.0, 3.6), (1.9, 2.0), (0, 1.4)],
            pot,
            (5.5, 0, 12.1),
            turn,
        )
        kit.tube([(5.3, 0, 13.9), (5.9, 0, 15.7), (4.5, 0, 16.4), (3.6, 0, 14.7)], 0.35, pot)


# --- tea ---------------------------------------------------------------------------


def tea(colour, deep):
    """Clear tea in a glass."""
    return kit.paint(
        [(0, deep), (0.7, colour), (1, colour)],
        by="height",
        low=0,
        high=8,
        rough=0.5,
        shine=0.03,
        glow=0.34,
        see_through=0.3,
    )


def coaster(radius=6.0):
    with part():
        wood = kit.paint(
            [(0, "#7a4a26"), (0.5, "#94602f"), (1, "#6b3f1f")], by="y", low=-6, high=6, wobble=5, scale=0.25, rough=0.55
        )
        kit.lathe(
            [(0, 0), (radius, 0), (radius, 0), (radius, 0.5), (radius - 0.15, 0.65), (0, 0.65)],
            wood,
            smooth_profile=False,
        )


def green_tea():
    coaster(6.0)
    with part():
        kit.cup("#a9cdb4", (0, 0, 0.65), 5.0, 6.0, None)
        x, y, r, _ = _square()
        top = _mix(_rgb("#b9c84a") * np.ones((*x.shape, 3)), _rgb("#8fa62c"), _step(0.5, 1.0, r))
        kit.disc(4.62, kit.printed(top.astype(np.float32)), (0, 0, 5.75))
        tag((-3.2, -3.7, 6.8), "#8fcf3c", (-3.9, -4.9, 3.2), (-1.5, -1.8, 5.8), mark="#3b6f1f")
    leaves((4.6, -3.9, 0), 3, 1.15, spread=52)


def green_tea_iced():
    tall(
        tea("#a9c23e", "#7f9a26"), kit.paint("#b9cc55", rough=0.1, coat=0.4, glow=0.1), at=(-1.4, 0, 0), straw="#3f7d3a"
    )
    leaves((2.6, -2.8, 0), 3, 1.1)


def black_tea():
    with part():
        in_glass_mug(
            tea("#c8611c", "#a5440f"), kit.paint("#bd5a1e", rough=0.1, coat=0.4, glow=0.12), radius=4.4, height=7.6
        )
        bag = kit.paint("#7a2f10", rough=0.8)
        kit.box((2.4, 0.3, 2.8), bag, (-1.5, -3.75, 3.4), (0, 0, -20), 0.1)
        tag((-3.1, -3.2, 7.75), "#f2a623", (-3.9, -4.0, 4.4), (-1.6, -3.7, 4.8))


def black_tea_iced():
    tall(tea("#c8611c", "#a5440f"), kit.paint("#bd5a1e", rough=0.1, coat=0.4, glow=0.12), straw="#c4572f")
    with part():
        tag((-2.9, -2.9, 11.2), "#f2a623", (-3.3, -3.4, 7.0), (-1.6, -1.6, 9.0))


YUJA = ("#f7c93a", "#fdf0b8", "#f0b323")


def floating(face, radius, at, turn=(0, 0, 0)):
    """A slice that floats."""
    with part():
        kit.lathe(
            [(0, -0.15), (radius, -0.15), (radius, 0.1), (0, 0.1)], kit.paint("#f0b323"), at, turn, smooth_profile=False
        )
        kit.disc(radius, kit.printed(face), (at[0], at[1], at[2] + 0.115), turn)


def yuja_tea():
    with part():
        in_glass_mug(
            tea("#f2b632", "#dd9a1e"),
            kit.paint("#f4c044", rough=0.1, coat=0.3, glow=0.12),
            at=(-1.8, 0, 0),
            radius=4.3,
            height=7.2,
            handle=25,
        )
        for k, (a, b) in enumerate(((-2.4, -2.6), (0.4, -2.9))):
            kit.disc(
                1.5,
                kit.printed(citrus_face(*YUJA)),
                (-1.8 + a * 1.02, b * 1.26 - 0.62, 3.2 + k * 0.8),
                (90, 0, 40 * (a / 2.4)),
            )
    floating(citrus_face(*YUJA), 2.2, (-2.3, -0.6, 6.3))
    citrus((4.1, -3.6, 0), 2.9, "#f4c02a")


def yuja_tea_iced():
    tall(
        tea("#f2b632", "#dd9a1e"),
        kit.paint("#f4c044", rough=0.1, coat=0.3, glow=0.12),
        at=(-1.8, 0, 0),
        straw="#d98a1c",
    )
    slice_on_rim((-5.0, -1.6, 11.0), 2.0, citrus_face(*YUJA), (80, 0, -22))
    citrus((3.5, -2.2, 0), 2.8, "#f4c02a")


def ginger_tea():
    with part():
        in_mug(
            kit.paint([(0, "#e0a03a"), (1, "#c07f22")], by="radius", low=1, high=4, rough=0.1, coat=0.4, glow=0.06),
            "#3f7fb8",
            at=(-1.4, 0.6, 0),
            radius=4.5,
            height=6.8,
            handle=28,
        )
    ginger((2.9, -5.0, 0), 1.1)


def jujube_tea():
    with part():
        kit.bowl("#565c66", (0, 0.8, 0), 5.6, 5.6)
        kit.disc(
            5.1,
            kit.paint([(0, "#9a3a1c"), (1, "#7a2412")], by="radius", low=1, high=5, rough=0.1, coat=0.4, glow=0.08),
            (0, 0.8, 4.9),
        )
    for a, b, t in ((-1.4, 0.6, 0), (1.2, 1.9, 60), (0.7, -0.6, 150)):
        with part():
            kit.lathe(
                [(0, 0), (1.2, 0), (1.2, 0.14), (0, 0.14)], kit.paint("#7a1f16"), (a, b, 4.95), smooth_profile=False
            )
            kit.disc(1.2, kit.printed(jujube_face()), (a, b, 5.1), (0, 0, t))
    jujubes((4.4, -4.6, 0))


def ssanghwa_tea():
    coaster(6.2)
    with part():
        kit.bowl(
            "#8a5a34",
            (0, 0, 0.65),
            6.0,
            6.0,
            mat=kit.paint([(0, "#6b4224"), (1, "#94623a")], scale=0.5, rough=0.4, coat=0.3, bump=0.03),
        )
        kit.disc(
            5.45,
            kit.paint([(0, "#2c150b"), (1, "#3d1e10")], by="radius", low=1, high=5, rough=0.1, coat=0.5),
            (0, 0, 5.9),
        )
    with part():
        kit.ball(1.9, kit.paint("#f5a81c", rough=0.15, coat=0.7, glow=0.12), (0.2, -0.3, 6.0), scale=(1, 1, 0.6))
    nut = kit.paint("#f3e0b4", rough=0.4, coat=0.2)
    for a, b, t in (
        (-2.7, 0.6, 20),
        (-2.0, -2.4, -40),
        (2.8, 0.9, 70),
        (2.4, -2.2, 10),
        (-0.6, 2.9, 40),
        (1.2, 2.6, -20),
        (0.4, -3.6, 0),
    ):
        with part():
            kit.ball(0.75, nut, (a, b, 6.0), (0, 0, t), (1, 0.55, 0.4), detail=3)


def mint_tea():
    with part():
        in_glass_mug(
            tea("#b6d089", "#8fb25a"),
            kit.paint("#bcd68f", rough=0.1, coat=0.3, glow=0.12),
            at=(-1.6, 0, 0),
            radius=4.3,
            height=7.4,
            handle=28,
        )
    sprig((-1.9, -0.4, 6.4), 0.62)
    sprig((3.9, -4.2, 0.1), 1.15)


def mint_tea_iced():
    tall(
        tea("#b6d089", "#8fb25a"),
        kit.paint("#bcd68f", rough=0.1, coat=0.3, glow=0.12),
        at=(-1.6, 0, 0),
        straw="#2e7d5b",
    )
    sprig((-1.7, -1.2, 10.3), 0.72)
    sprig((3.7, -2.2, 0.1), 1.1)


def chamomile_tea():
    with part():
        in_glass_mug(
            tea("#f0cf4a", "#d9ad2a"),
            kit.paint("#f2d45c", rough=0.1, coat=0.3, glow=0.12),
            at=(-1.8, 0, 0),
            radius=4.3,
            height=7.4,
            handle=28,
        )
    daisy((-2.2, -0.5, 6.35), 1.7, (0, 0, 0))
    daisy((3.7, -4.3, 1.9), 2.8, (48, 0, 6))


def chamomile_tea_iced():
    tall(
        tea("#f0cf4a", "#d9ad2a"),
        kit.paint("#f2d45c", rough=0.1, coat=0.3, glow=0.12),
        at=(-1.8, 0, 0),
        straw="#3f7d3a",
    )
    daisy((3.3, -2.4, 2.3), 2.7, (55, 0, 4))


def peach_tea():
    tall(
        tea("#cf6a2a", "#b04f18"),
        kit.paint("#cc6c30", rough=0.1, coat=0.3, glow=0.12),
        at=(-2.0, 0, 0),
        straw="#2f7fc4",
    )
    peach((3.4, -2.0, 0), 3.1)


# --- milk --------------------------------------------------------------------------

MILK = "#fbf8f0"


def milk():
    carton((-3.0, 1.5, 0))
    with part():
        in_mug(kit.paint(MILK, rough=0.3), "#8fb4dd", at=(3.2, -2.6, 0), radius=3.5, height=5.8, handle=20)


def milk_iced():
    carton((-3.3, 1.2, 0))
    at = (3.0, -2.0, 0)
    with part():
        tall(
            kit.liquid(MILK), at=at, radius=3.2, height=9.0, level=6.9, straw="#2f7fc4", deep=((-120, 2.2), (-60, 3.6))
        )


def hot_chocolate():
    with part():
        in_mug(
            kit.paint([(0, "#6b371d"), (1, "#54280f")], by="radius", low=1, high=4, rough=0.2, coat=0.3),
            "#b3222e",
            at=(-1.2, 0.4, 0),
            radius=4.5,
            height=6.8,
            handle=28,
        )
    puff = kit.paint("#fdf7f0", rough=0.6, soft=0.15, glow=0.06)
    for a, b, t in ((-2.9, -0.4, (12, 8, 0)), (-0.3, -0.9, (-10, 14, 0)), (-1.4, 1.7, (6, -12, 0))):
        with part():
            kit.lathe([(0, 0), (0.9, 0), (1.1, 0.2), (1.12, 1.2), (0.9, 1.45), (0, 1.45)], puff, (a, b, 5.75), t)
    chocolate((3.6, -4.6, 2.0), (38, 0, -24), 0.95)


def sweet_potato_latte():
    with part():
        x, y, r, _ = _square()
        top = _mix(_rgb("#f3d38a") * np.ones((*x.shape, 3)), _rgb("#dba94e"), _step(0.4, 1, r))
        in_mug(top.astype(np.float32), "#f4ead2", at=(-1.2, 1.2, 0), radius=4.5, height=6.6, handle=28)
    sweet_potato((3.0, -4.2, 0), 1.1)


def sweet_potato_latte_iced():
    tall(layered("#f3cf7c", "#f6dda0", "#faf0d4"), kit.paint("#faf0d4"), at=(-1.8, 0, 0), straw="#6d2450")
    sweet_potato((3.2, -2.6, 0), 1.05)


def green_tea_latte():
    in_cup(latte_top("#7fae3c", "#f4f6dc"), at=(-0.8, 0.8, 0), radius=4.8, handle=25)
    leaves((4.4, -5.2, 0), 3, 1.15)


def green_tea_latte_iced():
    tall(layered("#fbf8ea", "#cfe0a0", "#6f9e34"), kit.paint("#86b046", rough=0.2), at=(-1.5, 0, 0), straw="#2f5f22")
    leaves((2.6, -2.8, 0), 3, 1.1)


def bubble_tea():
    with part():
        kit.tumbler((0, 0, 0), 4.2, 11.0, 0.74)
        inner = kit.tumbler_inside(4.2, 11.0, 0.74, 0.32)
        kit.fill(
            inner,
            0.4,
            9.4,
            kit.paint(
                [(0, "#c78a55"), (0.4, "#d9a068"), (1, "#e3b583")],
                by="height",
                low=0,
                high=9,
                rough=0.5,
                shine=0.03,
                glow=0.1,
            ),
        )
        pearl = kit.paint("#24120c", rough=0.12, coat=0.8)
        rnd = random.Random(5)
        for ring in range(4):
            z = 1.15 + ring * 1.05
            for k in range(13):
                a = 2 * math.pi * (k + 0.5 * (ring % 2)) / 13 + rnd.uniform(-0.05, 0.05)
                if ring == 3 and rnd.random() < 0.5:
                    continue
                q = inner(z) - 0.28
                kit.ball(0.66, pearl, (q * math.cos(a), q * math.sin(a), z), detail=3)
        lid = kit.paint("#9a7bc4", rough=0.3, coat=0.3, glow=0.06)
        kit.lathe([(4.0, 10.7), (4.5, 10.7), (4.55, 11.2), (4.4, 11.5), (0, 11.6)], lid)
    with part():
        kit.straw((-0.4, 0, 10.5), (1.0, 0, 15.6), "#7a4fb0", 0.62, bend=0)


def grain_drink():
    tall(kit.liquid("#d2b184", "#b8935f"), kit.paint("#dcc096"), at=(-1.6, 0, 0), straw=None)
    wheat((3.0, -1.4, 0), 1.18, (0, 14, 0))


# --- juice -------------------------------------------------------------------------


def juice(colour, deep, pale, straw, ice=False):
    """A glass of juice on the left, where a fruit leaves room."""
    tall(
        kit.liquid(colour, deep),
        kit.paint(pale, rough=0.15, coat=0.2, glow=0.1),
        at=(-2.0, 0, 0),
        straw=straw,
        ice=ice,
        level=9.3,
    )


def orange_juice():
    juice("#f79a1c", "#ee8210", "#fbb143", "#2f7fc4")
    citrus((4.2, -0.9, 0), 3.0, "#f28a1c")
    half((1.3, -4.6, 0), 2.3, citrus_face("#f9a12a", "#fde3ae", "#ef8618"), "#f28a1c", (60, 0, -6))


def strawberry_juice():
    juice("#ea5563", "#d93a4c", "#f07f88", "#4f9b3a")
    strawberry((3.7, -2.0, 2.75), 1.3, (-8, 12, 0))
    strawberry((0.3, -4.6, 2.0), 0.95, (-4, -20, 0))


def watermelon_juice():
    juice("#f0585a", "#e04448", "#f58484", "#2f8a3c")
    watermelon((3.0, -3.2, 0), 0.95)


def kiwi_juice():
    juice("#8fbf3a", "#76a828", "#a9d05a", "#c4372f")
    half((3.2, -2.8, 0), 3.1, kiwi_face(), "#7a5a2c", (62, 0, 8))


def mango_juice():
    juice("#f9ab26", "#f09616", "#fcc154", "#7a4fb0")
    mango((3.4, -2.4, 0), 1.0)


def tomato_juice():
    juice("#d9392a", "#c4281e", "#e2604e", "#3f7d2c")
    tomato((3.4, -2.6, 0), 1.15)


def banana_juice():
    juice("#f8e6a4", "#efd684", "#fbefc0", "#c4372f")
    banana((2.2, -3.0, 0), 1.0)


LEMON = ("#f7de4a", "#fdf6c4", "#f2cf22")


def lemonade():
    jar(
        kit.paint("#f6e98f", rough=0.5, shine=0.03, glow=0.25, see_through=0.25),
        at=(-1.6, 0, 0),
        handle=180,
        straw="#2f7fc4",
    )
    slice_on_rim((-4.4, -1.2, 10.2), 1.9, citrus_face(*LEMON), (80, 0, -16), "#f2cf22")
    citrus((3.6, -2.2, 0), 2.4, "#f5d52a", long=1.3)
    half((1.2, -5.0, 0), 1.9, citrus_face(*LEMON), "#f2cf22", (60, 0, 4))


def grapefruit_ade():
    jar(
        kit.paint("#f2857a", rough=0.5, shine=0.03, glow=0.2, see_through=0.22),
        at=(-1.8, 0, 0),
        handle=180,
        straw="#2f7fc4",
    )
    half((3.2, -2.8, 0), 3.3, citrus_face("#ea4f4a", "#fbd9c0", "#f2953a", 11), "#f2953a", (64, 0, 6))


def green_grape_ade():
    jar(
        kit.paint("#c3dd72", rough=0.5, shine=0.03, glow=0.22, see_through=0.22),
        at=(-1.8, 0, 0),
        handle=180,
        straw="#4f8f2f",
    )
    grapes((3.6, -2.2, 0), 0.95)


# --- the table -----------------------------------------------------------------------


def _hot(build, tint, foot, view=40, **more):
    return Item(build, tint, view, foot, **{**STEAM, **more})


def _tall(build, tint, view=26):
    return Item(build, tint, view)


ITEMS = {
    "americano": _hot(americano, "coffee", (0, 3.4, 6.6)),
    "americano-iced": _tall(americano_iced, "coffee"),
    "latte": Item(latte, "coffee", 50),
    "latte-iced": _tall(latte_iced, "coffee"),
    "cappuccino": Item(cappuccino, "coffee", 36),
    "cappuccino-iced": _tall(cappuccino_iced, "coffee"),
    "espresso": _hot(espresso, "coffee", (0, 2.4, 5.4)),
    "mocha": Item(mocha, "coffee", 30),
    "mocha-iced": _tall(mocha_iced, "coffee"),
    "vanilla-latte": Item(vanilla_latte, "coffee", 44),
    "vanilla-latte-iced": _tall(vanilla_latte_iced, "coffee"),
    "caramel-macchiato": Item(caramel_macchiato, "coffee", 42),
    "caramel-macchiato-iced": _tall(caramel_macchiato_iced, "coffee"),
    "einspanner": Item(einspanner, "coffee", 28),
    "cold-brew": Item(cold_brew, "coffee", 24),
    "affogato": Item(affogato, "coffee", 22),
    "green-tea": _hot(green_tea, "tea", (0, 4.2, 7.0)),
    "green-tea-iced": _tall(green_tea_iced, "tea"),
    "black-tea": _hot(black_tea, "tea", (0, 3.6, 8.0), 30),
    "black-tea-iced": _tall(black_tea_iced, "tea"),
    "yuja-tea": _hot(yuja_tea, "tea", (-1.8, 3.6, 7.6), 36),
    "yuja-tea-iced": _tall(yuja_tea_iced, "tea"),
    "ginger-tea": _hot(ginger_tea, "tea", (-1.4, 4.4, 7.2), 36),
    "jujube-tea": _hot(jujube_tea, "tea", (0, 5.6, 6.0)),
    "ssanghwa-tea": _hot(ssanghwa_tea, "tea", (0, 5.2, 7.0), 42),
    "mint-tea": _hot(mint_tea, "tea", (-1.6, 3.6, 7.8), 34),
    "mint-tea-iced": _tall(mint_tea_iced, "tea"),
    "chamomile-tea": _hot(chamomile_tea, "tea", (-1.8, 3.6, 7.8), 34),
    "chamomile-tea-iced": _tall(chamomile_tea_iced, "tea"),
    "peach-tea": _tall(peach_tea, "tea"),
    "milk": _hot(milk, "milk", (3.2, 0.0, 6.2), 28, steam_height=4.2),
    "milk-iced": _tall(milk_iced, "milk", 24),
    "hot-chocolate": _hot(hot_chocolate, "milk", (-1.2, 4.2, 7.2), 38),
    "sweet-potato-latte": _hot(sweet_potato_latte, "milk", (-1.2, 5.0, 7.0), 38),
    "sweet-potato-latte-iced": _tall(sweet_potato_latte_iced, "milk"),
    "green-tea-latte": Item(green_tea_latte, "milk", 46),
    "green-tea-latte-iced": _tall(green_tea_latte_iced, "milk"),
    "bubble-tea": _tall(bubble_tea, "milk", 20),
    "grain-drink": _tall(grain_drink, "milk"),
    "orange-juice": _tall(orange_juice, "citrus"),
    "strawberry-juice": _tall(strawberry_juice, "juice"),
    "watermelon-juice": _tall(watermelon_juice, "juice"),
    "kiwi-juice": _tall(kiwi_juice, "citrus"),
    "mango-juice": _tall(mango_juice, "juice"),
    "tomato-juice": _tall(tomato_juice, "citrus"),
    "banana-juice": _tall(banana_juice, "juice"),
    "lemonade": _tall(lemonade, "juice"),
    "grapefruit-ade": _tall(grapefruit_ade, "citrus"),
    "green-grape-ade": _tall(green_grape_ade, "juice"),
}
