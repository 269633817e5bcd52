# Copyright and licence as the repository (Apache-2.0).
"""What is eaten: ices, breads and desserts.

Breads live from colour that follows their form, so most shapes here are grids of
points, numpy arrays (rows, columns, 3) in cm, with a colour for every point; vessels,
light and camera are the kit's.
"""

import math

import bpy
import numpy as np

import kit
from kit import Item

TAU = 2 * math.pi

# Colours by how long a crust was in the oven: 0 dough, 1 nearly burnt.
CRUST = [(0, "#f6dfae"), (0.35, "#e9b564"), (0.62, "#cd8338"), (0.85, "#9c5421"), (1, "#6d3413")]
CRUMB = [(0, "#f3e0b8"), (0.5, "#fbeed1"), (1, "#fff7e4")]
CREAM = "#fdf6e8"


# --- points and colours -------------------------------------------------------


def ramp(stops, t):
    """The linear colours of the numbers t between the stops [(position, "#rrggbb"), …]."""
    at = [p for p, _ in stops]
    rgb = np.array([kit.linear(c)[:3] for _, c in stops])
    return np.stack([np.interp(t, at, rgb[:, k]) for k in range(3)], -1)


def flat(colour, like):
    """One colour for every point of a grid."""
    return np.broadcast_to(kit.linear(colour)[:3], (*like.shape[:2], 3)).copy()


def blend(a, b, t):
    """Colours a where t is 0, b where it is 1."""
    t = np.clip(t, 0, 1)[..., None]
    return a * (1 - t) + b * t


def step(low, high, x):
    """0 below low, 1 above high, smooth between."""
    t = np.clip((x - low) / (high - low), 0, 1)
    return t * t * (3 - 2 * t)


def _lattice(i, seed):
    h = (i[..., 0] * 374761393 + i[..., 1] * 668265263 + i[..., 2] * 1274126177 + seed * 974711) & 0xFFFFFFFF
    h = ((h ^ (h >> 13)) * 1103515245) & 0xFFFFFFFF
    return ((h ^ (h >> 16)) & 0xFFFF) / 65535


def noise(points, grain, seed=0, octaves=3):
    """Smooth noise between 0 and 1 whose lumps are about `grain` cm wide."""
    total, weight, out = 0.0, 1.0, 0.0
    for o in range(octaves):
        q = points / grain * 2**o
        i = np.floor(q).astype(np.int64)
        f = q - i
        f = f * f * (3 - 2 * f)
        v = 0.0
        for c in range(8):
            d = np.array([c & 1, c >> 1 & 1, c >> 2])
            v = v + np.prod(np.where(d, f, 1 - f), -1) * _lattice(i + d, seed + o)
        out, total, weight = out + v * weight, total + weight, weight / 2
    return out / total


def normals(p, wrap=(False, False)):
    """The unit normals of a grid, away from its middle."""

    def along(axis):
        if wrap[axis]:
            return np.roll(p, -1, axis) - np.roll(p, 1, axis)
        return np.gradient(p, axis=axis)

    n = np.cross(along(0), along(1))
    n /= np.maximum(np.linalg.norm(n, axis=-1, keepdims=True), 1e-9)
    return n if np.sum(n * (p - p.mean((0, 1)))) >= 0 else -n


def baked(p, n, light=0.3, dark=0.75, grain=1.2, seed=1):
    """A crust: dark on top, light where the loaf touched its neighbour or the tin."""
    t = light + (dark - light) * np.clip(n[..., 2] * 0.6 + 0.45, 0, 1) + 0.28 * (noise(p, grain, seed) - 0.5)
    return ramp(CRUST, t)


def moved(p, at=(0, 0, 0), turn=0.0):
    """A grid turned around z by degrees and moved."""
    a = math.radians(turn)
    m = np.array([[math.cos(a), -math.sin(a), 0], [math.sin(a), math.cos(a), 0], [0, 0, 1]])
    return p @ m.T + np.array(at, float)


# --- meshes -------------------------------------------------------------------


def dyed(**how):
    """kit.paint whose colour comes from the points."""
    m = kit.paint("#ffffff", **how)
    nodes, links = m.node_tree.nodes, m.node_tree.links
    b = next(x for x in nodes if x.type == "BSDF_PRINCIPLED")
    c = nodes.new("ShaderNodeVertexColor")
    c.layer_name = "dye"
    for socket in ("Base Color", "Subsurface Color") + (("Emission",) if how.get("glow") else ()):
        links.new(c.outputs["Color"], b.inputs[socket])
    return m


def _put(verts, faces, colours, mat, at, turn):
    me = bpy.data.meshes.new("food")
    me.from_pydata(verts.reshape(-1, 3).tolist(), [], faces.tolist())
    dye = me.color_attributes.new("dye", "FLOAT_COLOR", "POINT")
    rgba = np.ones((verts.size // 3, 4), np.float32)
    rgba[:, :3] = colours.reshape(-1, 3)
    dye.data.foreach_set("color", rgba.ravel())
    return kit.add(me, mat, at, turn)


def grid(p, colours, mat, wrap=(False, False), at=(0, 0, 0), turn=(0, 0, 0)):
    """The surface through a grid of points; wrap closes its rows, its columns."""
    if isinstance(colours, str):
        colours = flat(colours, p)
    nu, nv = p.shape[:2]
    i = np.arange(nu if wrap[0] else nu - 1)[:, None]
    j = np.arange(nv if wrap[1] else nv - 1)[None, :]
    i2, j2 = (i + 1) % nu, (j + 1) % nv
    faces = np.stack([i * nv + j, i * nv + j2, i2 * nv + j2, i2 * nv + j], -1).reshape(-1, 4)
    return _put(p, faces, colours, mat, at, turn)


def turned(profile, n=120, smooth=8):
    """The grid of a profile [(radius, z), …] turned around z; a doubled point stays a corner."""
    q = np.array(kit.rounded(profile, smooth))
    a = np.linspace(0, TAU, n, endpoint=False)
    r = np.maximum(q[:, :1], 1e-3)
    return np.stack([r * np.cos(a), r * np.sin(a), np.broadcast_to(q[:, 1:], (len(q), n))], -1)


def sweep(path, radius, m=64, squash=1.0):
    """The grid of a rope along a path (n, 3), radius a number or (n,) or (n, m); squash flattens it."""
    path = np.asarray(path, float)
    t = np.gradient(path, axis=0)
    t /= np.linalg.norm(t, axis=1, keepdims=True)
    side = np.cross(t, (0, 0, 1.0))
    side /= np.maximum(np.linalg.norm(side, axis=1, keepdims=True), 1e-6)
    up = np.cross(side, t)
    a = np.linspace(0, TAU, m, endpoint=False)
    r = np.broadcast_to(np.asarray(radius, float).reshape(-1, 1) if np.ndim(radius) < 2 else radius, (len(path), m))
    return (path[:, None] + side[:, None] * (r * np.cos(a))[..., None]
            + up[:, None] * (r * np.sin(a) * squash)[..., None])


def ends(n, share=0.12):
    """Positions 0…1 along a rope and the factors that round its two ends off."""
    u = 0.5 - 0.5 * np.cos(np.linspace(0, math.pi, n))
    e = np.clip(np.minimum(u, 1 - u) / share, 0, 1)
    return u, np.sqrt(np.clip(1 - (1 - e) ** 2, 1e-5, 1))


def outline(corners, round_=0.5, n=160):
    """n points around a polygon with rounded corners, evenly spaced."""
    c = np.array(corners, float)
    pts = []
    for k in range(len(c)):
        b, a, d = c[k], c[k - 1], c[(k + 1) % len(c)]
        r = min(round_, np.linalg.norm(a - b) / 2.01, np.linalg.norm(d - b) / 2.01)
        p, q = b + (a - b) / np.linalg.norm(a - b) * r, b + (d - b) / np.linalg.norm(d - b) * r
        for t in np.linspace(0, 1, 9):
            pts.append(p * (1 - t) ** 2 + 2 * b * t * (1 - t) + q * t * t)
    pts = np.array(pts + pts[:1])
    run = np.concatenate([[0], np.cumsum(np.linalg.norm(np.diff(pts, axis=0), axis=1))])
    at = np.linspace(0, run[-1], n, endpoint=False)
    return np.stack([np.interp(at, run, pts[:, k]) for k in (0, 1)], -1)


def layer(edge, low, high, bevel=0.15, inner=14, sides=5):
    """The grid of a plate with the outline `edge` from z = low to high, from its underside to its top.

    Returns the points and, for each row, how far it lies from the rim: 0 at the side, 1 in the middle.
    """
    nxt, prv = np.roll(edge, -1, 0), np.roll(edge, 1, 0)
    t = nxt - prv
    n = np.stack([t[:, 1], -t[:, 0]], -1) / np.maximum(np.linalg.norm(t, axis=1, keepdims=True), 1e-9)
    mid = edge.mean(0)
    if np.sum(n * (edge - mid)) < 0:
        n = -n
    arc = np.linspace(0, math.pi / 2, 5)
    rows, deep = [], []

    def row(xy, z, d):
        rows.append(np.concatenate([xy, np.full((len(xy), 1), z)], 1))
        deep.append(d)

    rim = edge - n * bevel
    row(mid + (edge - mid) * 1e-3, low, 1)
    for a in arc:
        row(edge - n * bevel * (1 - math.sin(a)), low + bevel * (1 - math.cos(a)), 0)
    for z in np.linspace(low + bevel, high - bevel, sides)[1:-1]:
        row(edge, z, 0)
    for a in arc[::-1]:
        row(edge - n * bevel * (1 - math.sin(a)), high - bevel * (1 - math.cos(a)), 0)
    for k in np.linspace(0, 1, inner)[1:]:
        row(mid + (rim - mid) * max(1 - k, 1e-3), high, k)
    return np.array(rows), np.array(deep)[:, None] * np.ones(len(edge))


def icing(body, thick, reach, n=40):
    """A grid that lies on a surface and ends in drops.

    body(run, angle) -> points, run in cm from the top; reach(angle) -> how far it has run.
    """
    a = np.linspace(0, TAU, 180, endpoint=False)
    k = np.linspace(0, 1, n)[:, None]
    p = body(k * reach(a)[None, :], np.broadcast_to(a, (n, len(a))))
    off = thick * np.sqrt(np.clip(1 - k**6, 0, 1)) - 0.06 * k**6
    return p + normals(p, (False, True)) * off[..., None]


def runs(profile):
    """The body of icing for a profile [(radius, z), …] that begins on the axis."""
    q = np.array(kit.rounded(profile, 6))
    run = np.concatenate([[0], np.cumsum(np.linalg.norm(np.diff(q, axis=0), axis=1))])

    def body(s, a):
        r, z = np.maximum(np.interp(s, run, q[:, 0]), 1e-3), np.interp(s, run, q[:, 1])
        return np.stack([r * np.cos(a), r * np.sin(a), z], -1)

    return body


def drops(least, most, waves, seed=0, wide=0.14):
    """A reach for icing: irregular drops between least and most cm, `wide` radians to each side."""
    rnd = np.random.default_rng(seed)
    where = np.sort(rnd.uniform(0, TAU, waves))
    tall = rnd.uniform(0.35, 1, waves)
    wide = wide * rnd.uniform(0.75, 1.4, waves)

    def reach(a):
        d = np.abs((a[:, None] - where + math.pi) % TAU - math.pi)
        return least + (most - least) * np.max(tall * np.exp(-((d / wide) ** 2)), 1)

    return reach


def crumbs(spots, directions, size, colours, mat, sink=0.2, seed=0, at=(0, 0, 0), turn=(0, 0, 0)):
    """Small rounded grains on a surface: spots and outward directions (n, 3), size (long, wide, high) cm."""
    rnd = np.random.default_rng(seed)
    a, b = np.meshgrid(np.linspace(0, math.pi, 7), np.linspace(0, TAU, 10, endpoint=False), indexing="ij")
    unit = np.stack([np.cos(a), np.sin(a) * np.cos(b), np.sin(a) * np.sin(b)], -1)
    i, j = np.meshgrid(np.arange(6), np.arange(10), indexing="ij")
    quad = np.stack([i * 10 + j, i * 10 + (j + 1) % 10, (i + 1) * 10 + (j + 1) % 10, (i + 1) * 10 + j], -1)
    quad = quad.reshape(-1, 4)
    verts, faces, dye = [], [], []
    choices = np.array([kit.linear(c)[:3] for c in colours])
    for k, (p, d) in enumerate(zip(spots, directions)):
        x = np.cross(d, rnd.normal(size=3))
        x /= np.linalg.norm(x)
        frame = np.stack([x, np.cross(d, x), d])
        grow = rnd.uniform(0.8, 1.15)
        verts.append((unit * np.array(size) * grow / 2).reshape(-1, 3) @ frame + p + d * size[2] * (0.5 - sink) * grow)
        faces.append(quad + 70 * k)
        dye.append(np.broadcast_to(choices[rnd.integers(len(choices))], (70, 3)))
    _put(np.concatenate(verts), np.concatenate(faces), np.concatenate(dye), mat, at, turn)


def pick(p, n, count, where, seed=0, apart=0.0):
    """count points of a grid where the mask holds, with their normals, at least `apart` cm from each other."""
    rnd = np.random.default_rng(seed)
    i, j = np.nonzero(where)
    got = []
    for k in rnd.permutation(len(i)):
        q = p[i[k], j[k]]
        if all(np.linalg.norm(q - p[i[g], j[g]]) >= apart for g in got):
            got.append(k)
            if len(got) == count:
                break
    return p[i[got], j[got]], n[i[got], j[got]]


# --- garnish ------------------------------------------------------------------


def strawberry(at, size=1.6, turn=(0, 0, 0), leaves=True):
    """A strawberry, `size` its radius, with its calyx up at z = size * 0.9 over `at`."""
    s = size
    p = turned([(0, -1.3 * s), (0.35 * s, -1.15 * s), (0.8 * s, -0.3 * s), (1.0 * s, 0.4 * s), (0.7 * s, 0.85 * s),
                (0, 0.8 * s)], 64)
    n = normals(p, (False, True))
    grid(p, ramp([(0, "#f04a45"), (0.5, "#dd2230"), (1, "#b5121f")], noise(p, s)),
         dyed(rough=0.25, coat=0.6, glow=0.06),
         (False, True), at, turn)
    spots, up = pick(p, n, 60, p[..., 2] < 0.7 * s, 3, 0.3 * s)
    crumbs(spots, up, (0.2 * s, 0.13 * s, 0.08 * s), ["#f7d873"], dyed(rough=0.4), 0.5, 1, at, turn)
    if not leaves:
        return
    u, v = np.meshgrid(np.linspace(0, 1, 9), np.linspace(-1, 1, 5), indexing="ij")
    for k in range(7):
        q = np.stack([u * 0.95 * s, v * 0.3 * s * np.sin(math.pi * u**0.7), 0.85 * s + 0.22 * s * np.sin(u * 2.6)
                      - 0.25 * s * u**2], -1)
        grid(moved(q, turn=k * 360 / 7), "#4c9a32", dyed(rough=0.5, glow=0.08), at=at, turn=turn)


def blueberry(at, size=0.8, tilt=20):
    """A blueberry with its crown."""
    p = turned([(0, -size), (0.75 * size, -0.65 * size), (size, 0), (0.7 * size, 0.72 * size),
                (0.42 * size, 0.85 * size),
                (0.42 * size, 0.85 * size), (0.3 * size, 0.6 * size), (0, 0.55 * size)], 40)
    c = ramp([(0, "#2c3578"), (0.6, "#4656a5"), (1, "#8291cf")], noise(p, size * 1.2))
    grid(p, blend(c, flat("#1c2150", p), step(0.3, 0.42, 0.72 - np.hypot(p[..., 0], p[..., 1]) / size)
                  * (p[..., 2] > 0.5 * size)), dyed(rough=0.5, glow=0.05), (False, True), at, (tilt, tilt / 2, 0))


def cherry(at, size=1.1):
    """A glazed cherry with its stalk."""
    kit.ball(size, kit.paint("#c3142a", rough=0.12, coat=1.0, glow=0.05), at, scale=(1, 1, 0.92))
    x, y, z = at
    kit.tube([(x, y, z + 0.75 * size), (x + 0.3 * size, y, z + 1.45 * size), (x + 1.1 * size, y, z + 1.85 * size)],
             0.09 * size, kit.paint("#5d6b22", rough=0.5))


def scoop(at, radius, stops, seed=0):
    """A ball of ice cream that stands on a ragged skirt; `at` is its middle, stops its colours."""
    r = radius
    p = turned([(0, r), (0.45 * r, 0.9 * r), (0.86 * r, 0.5 * r), (r, 0), (0.97 * r, -0.3 * r), (1.02 * r, -0.42 * r),
                (1.14 * r, -0.55 * r), (1.06 * r, -0.7 * r), (0.7 * r, -0.75 * r)], 220, 14)
    low = step(-0.25 * r, -0.5 * r, p[..., 2])
    rough = noise(p, 0.55 * r, seed, 4) - 0.5
    p += normals(p, (False, True)) * (0.3 * r * rough * (0.55 + low))[..., None]
    c = ramp(stops, 0.5 + 1.1 * rough)
    grid(p, c, dyed(rough=0.5, glow=0.06, bump=0.05, bump_scale=2.5), (False, True), at)


def whipped():
    return kit.paint(CREAM, rough=0.55, glow=0.06)


def syrup(colour="#8a3d0c"):
    return kit.paint(colour, rough=0.08, coat=1.0, glow=0.06)


def pat(at, size=2.6, high=0.9, turn=20):
    """A pat of butter."""
    kit.box((size, size, high), kit.paint("#ffe06a", rough=0.3, coat=0.3, glow=0.08),
            (at[0], at[1], at[2] + high / 2), (0, 0, turn), bevel=0.22)


# --- bread --------------------------------------------------------------------


def croissant():
    s = np.linspace(-1, 1, 360)
    th = np.linspace(0, TAU, 110, endpoint=False)
    a = math.pi / 2 + s * math.radians(122)
    path = np.stack([4.5 * np.cos(a), 5.0 * np.sin(a), np.full_like(s, 1.9)], -1)
    # layers lap over each other from the tips to the middle, a little aslant
    q = np.abs(s)[:, None] * 3.9 + 0.16 - 0.12 * np.cos(2 * th) * np.abs(s)[:, None] ** 0.5
    q = np.maximum(q, 0)
    f = q - np.floor(q)
    fold = np.where(q < 1, 1.0, f**0.6) * (1 - f**10)
    base = 2.75 * (1 - 0.74 * np.abs(s) ** 1.3) * np.sqrt(np.clip(1 - np.abs(s) ** 14, 1e-4, 1))
    p = sweep(path, base[:, None] * (0.8 + 0.26 * fold), 110, 0.85)
    streak = noise(np.stack(np.broadcast_arrays(q * 4, 4 * np.cos(th), 4 * np.sin(th)), -1), 0.7, 4)
    p[..., 2] = np.maximum(p[..., 2], 0.05 + 0.1 * streak)
    n = normals(p, (False, True))
    t = 0.34 + 0.42 * fold * np.clip(n[..., 2] * 0.7 + 0.55, 0, 1) + 0.42 * (streak - 0.45)
    t -= 0.4 * step(0.9, 1, f)
    grid(p, ramp(CRUST, t), dyed(rough=0.3, coat=0.45, bump=0.03, bump_scale=3), (False, True))


def bagel():
    u = np.linspace(0, TAU, 160, endpoint=False)
    v = np.linspace(0, TAU, 80, endpoint=False)
    U, V = np.meshgrid(u, v, indexing="ij")
    lump = noise(np.stack([np.cos(U) * 4, np.sin(U) * 4, np.sin(V) * 2], -1), 3.0, 2)
    r = 2.15 + 0.35 * (lump - 0.5)
    R = 2.75 + r * np.cos(V)  # so tight that no shadowed ground shows in the hole
    p = np.stack([R * np.cos(U), R * np.sin(U), 1.9 + 0.92 * r * np.sin(V)], -1)
    p[..., 2] = np.maximum(p[..., 2], 0.03)
    n = normals(p, (True, True))
    n = n * np.sign(np.sum(n[:, 20, 2]))  # a ring's middle lies outside it
    grid(p, baked(p, n, 0.25, 0.72, 1.6), dyed(rough=0.3, coat=0.4, bump=0.02, bump_scale=2), (True, True))
    spots, up = pick(p, n, 150, np.broadcast_to((np.sin(V) > 0.45), V.shape), 5, 0.36)
    crumbs(spots, up, (0.52, 0.3, 0.16), ["#fff3d2", "#f5dfae", "#2c2320"], dyed(rough=0.5), 0.3)


def pretzel():
    half = [(0.55, -0.86, 0.30), (0.36, -0.5, 0.34), (0.07, -0.13, 0.24), (-0.09, 0.1, 0.16), (0.0, 0.3, 0.2),
            (0.3, 0.66, 0.2), (0.82, 0.72, 0.17), (1.12, 0.18, 0.17), (0.9, -0.55, 0.17), (0.42, -0.95, 0.2)]
    other = [(-x, y, z) for x, y, z in half]
    other[2] = (-0.07, -0.13, 0.52)
    other[4] = (0.0, 0.3, 0.52)
    pts = np.array(half + [(0, -1.06, 0.22)] + other[::-1])
    path = np.array(kit.rounded(pts * np.array([5.2, 5.2, 4.2]), 24))
    run = np.concatenate([[0], np.cumsum(np.linalg.norm(np.diff(path, axis=0), axis=1))])
    u, cap = ends(420, 0.025)
    path = np.stack([np.interp(u * run[-1], run, path[:, k]) for k in range(3)], -1)
    r = (0.66 + 0.5 * np.exp(-(((u - 0.5) / 0.17) ** 2))) * cap
    p = sweep(path, r, 48, 0.92)
    n = p - path[:, None]  # a knot has no middle that its normals could point away from
    n /= np.maximum(np.linalg.norm(n, axis=-1, keepdims=True), 1e-6)
    th = np.linspace(0, TAU, 48, endpoint=False)
    c = ramp(CRUST, 0.62 + 0.26 * np.clip(n[..., 2], 0, 1) + 0.25 * (noise(p, 1.0, 3) - 0.5))
    split = step(0.52, 0.4, np.abs(th - 1.85) + 0.25 * (noise(p, 0.5, 6) - 0.5))
    split = split * step(0.14, 0.1, np.abs(u - 0.5))[:, None]
    grid(p, blend(c, flat("#f7dfae", p), split), dyed(rough=0.25, coat=0.5, bump=0.02), (False, True))
    spots, up = pick(p, n, 95, (n[..., 2] > 0.6) & (split < 0.3), 2, 0.55)
    crumbs(spots, up, (0.36, 0.3, 0.26), ["#ffffff", "#f6f3ec"], dyed(rough=0.3, glow=0.1), 0.3)


def _bread_slice(radius, at, turn, seed):
    edge = np.stack([radius * np.cos(np.linspace(0, TAU, 120, endpoint=False)),
                     radius * 0.9 * np.sin(np.linspace(0, TAU, 120, endpoint=False))], -1)
    p, deep = layer(edge, 0, 1.1, 0.15, 26)
    holes = step(0.62, 0.7, noise(p, 0.75, seed, 2))
    c = blend(ramp(CRUMB, noise(p, 0.5, seed)), flat("#e3c58d", p), holes * 0.8)
    p[..., 2] -= 0.12 * holes * (deep > 0.1) * (p[..., 2] > 0.5)
    grid(p, blend(ramp(CRUST, 0.6 + 0.3 * (noise(p, 0.8, seed) - 0.5)), c, step(0.02, 0.12, deep)), dyed(rough=0.7),
         (False, True), at, turn)


def _baguette(at, seed):
    u, cap = ends(420, 0.13)
    m = 110
    th = np.linspace(0, TAU, m, endpoint=False)
    x = (u - 0.5) * 17
    path = np.stack([x, 0.25 * np.sin(u * 3), 0 * x + 1.75], -1)
    lean = x[:, None] - 1.25 * (th - math.pi / 2)  # the cuts run aslant
    k = np.round(lean / 3.0)
    d = lean - k * 3.0
    on = step(1.15, 0.9, np.abs(th - math.pi / 2)) * (np.abs(k) <= 2)
    cut = step(0.62, 0.42, np.abs(d)) * on
    lip = np.exp(-(((d - 0.72) / 0.2) ** 2)) * on
    p = sweep(path, 2.1 * cap[:, None] * (1 + 0.06 * cut + 0.12 * lip), m, 0.86)
    p += (noise(p, 1.5, seed)[..., None] - 0.5) * 0.25 * cap[:, None, None]
    p[..., 2] = np.maximum(p[..., 2], 0.05)
    n = normals(p, (False, True))
    c = baked(p, n, 0.38, 0.8, 1.3, seed)
    c = blend(c, ramp(CRUST, 0.02 + 0.35 * noise(p, 0.6, 9 + seed)), cut)
    c = blend(c, ramp(CRUST, np.full(d.shape, 0.95)), lip * 0.8)
    grid(p, c, dyed(rough=0.5, coat=0.1, bump=0.03, bump_scale=3), (False, True), at, (0, 0, 38))


def baguette():
    with kit.part():
        _baguette((-2.6, 2.6, 0), 5)
    with kit.part():
        _baguette((0, -1.2, 0), 3)
    with kit.part():
        _bread_slice(2.3, (3.4, -5.0, 0.0), (0, 0, 10), 3)
    with kit.part():
        _bread_slice(2.3, (6.0, -3.2, 0.35), (14, 18, 30), 8)


def _toast(edge, low, high, seed, cut_face=True):
    """A slice of bread whose front (y near 0) is cut."""
    p, deep = layer(edge, low, high, 0.22, 20, 9)
    p[..., 2] += 0.1 * (noise(p, 1.5, seed) - 0.5)
    crumb = blend(ramp(CRUMB, noise(p, 0.35, seed)), flat("#ecd3a0", p),
                  step(0.62, 0.75, noise(p, 0.4, seed + 4, 2)) * 0.7)
    top = ramp(CRUST, 0.22 + 0.34 * noise(p, 1.6, seed) + 0.2 * step(0.25, 0.0, deep))
    c = blend(crumb, top, (p[..., 2] > high - 0.2) * step(0.0, 0.05, deep) + (p[..., 2] > high - 0.1))
    side = (deep < 0.01) & (p[..., 1] > 0.3 if cut_face else True)
    c = blend(c, ramp(CRUST, 0.7 + 0.2 * (noise(p, 1, seed) - 0.5)), side.astype(float))
    grid(p, c, dyed(rough=0.7, bump=0.03, bump_scale=4), (False, True))


def _leaf(edge, z, seed=0, frill=0.42, out=0.55, colour=("#2f7d25", "#7cc043", "#c8e58a")):
    """A leaf of lettuce that frills out over an outline."""
    mid = edge.mean(0)
    k = np.linspace(0.4, 1, 16)
    run = np.arange(len(edge)) / len(edge)
    t = np.roll(edge, -1, 0) - np.roll(edge, 1, 0)
    nrm = np.stack([t[:, 1], -t[:, 0]], -1) / np.linalg.norm(t, axis=1, keepdims=True)
    nrm = nrm if np.sum(nrm * (edge - mid)) > 0 else -nrm
    wave = np.sin(run * TAU * 17 + seed) + 0.6 * np.sin(run * TAU * 29 + 2 * seed)
    grow = (k**5)[:, None]
    xy = mid + (edge - mid) * k[:, None, None] + nrm * (out * grow * (1 + 0.3 * np.sin(run * TAU * 23)))[..., None]
    zz = z + frill * wave * grow - 0.25 * grow
    p = np.concatenate([xy, zz[..., None]], -1)
    c = ramp(list(zip((0, 0.55, 1), colour)), 0.4 + 0.5 * (np.broadcast_to(wave, zz.shape) * 0.3) * grow + 0.3 * grow
             + 0.4 * (noise(p, 0.6, seed) - 0.5))
    grid(p, c, dyed(rough=0.4, coat=0.2, glow=0.06), (False, True))


def _tomato(at, radius=1.9, thick=0.55):
    a = np.linspace(0, TAU, 72, endpoint=False)
    p, deep = layer(np.stack([radius * np.cos(a), radius * np.sin(a)], -1), 0, thick, 0.2, 16)
    th = np.arctan2(p[..., 1], p[..., 0])
    wet = step(0.3, 0.45, deep) * step(0.95, 0.8, deep) * step(-0.2, 0.3, np.cos(th * 5))
    grid(p, blend(ramp([(0, "#cf2418"), (1, "#ea5240")], step(0, 0.2, deep)), flat("#f08a5a", p), wet * 0.8),
         dyed(rough=0.2, coat=0.5, glow=0.06), (False, True), at)


def sandwich():
    w, d = 12.0, 6.6
    edge = outline([(-w / 2, 0), (w / 2, 0), (0, d)], 0.7, 240)
    small = edge * 0.96 + np.array([0, 0.05])
    _toast(edge, 0.0, 1.7, 1)
    _leaf(small, 1.95, 1)
    for x in (-3.4, 0.1, 3.5):
        _tomato((x, 1.55, 2.1))
    # cheese: a corner hangs over the cut
    u, v = np.meshgrid(np.linspace(-1, 1, 60), np.linspace(0, 1, 40), indexing="ij")
    y = 2.6 - v * 4.6
    x = 0.7 + u * 4.9 * (1 - 0.97 * v)
    over = np.clip(-y + 0.0, 0, None)
    p = np.stack([x, np.where(y < 0, -0.28 - 0.12 * over, y), 2.95 - over * 0.75], -1)
    for off in (0, 0.16):
        grid(p + np.array([0, 0, off]) * (over < 0.01)[..., None] - np.array([0, off, 0]), "#ffb92e",
             dyed(rough=0.35, coat=0.2, glow=0.08))
    for k, z in enumerate((3.2, 3.6)):
        _leaf(edge, z, 5 + k, 0.16, 0.15, ("#c9566a", "#ee8fa0", "#f9bfc6"))
    _leaf(small, 4.1, 3, 0.36)
    _toast(edge, 4.25, 5.9, 2)
    pick_ = kit.paint("#e3c28a", rough=0.5)
    kit.tube([(0, 1.9, 5.0), (0, 1.9, 10.0)], 0.16, pick_, smooth_path=False)
    kit.ball(1.15, kit.paint("#6d7d22", rough=0.2, coat=0.7, glow=0.05), (0, 1.9, 7.0), scale=(1, 1, 1.05))
    kit.ball(0.34, kit.paint("#c3301f", rough=0.3), (0, 1.9, 8.1))
    kit.ball(0.3, pick_, (0, 1.9, 10.0))


def egg_sandwich():
    edge = outline([(-5.2, 0), (5.2, 0), (5.2, 6.0), (-5.2, 6.0)], 0.7, 260)
    _toast(edge, 0.0, 1.8, 1)
    a, deep = layer(edge * np.array([0.97, 0.97]) + np.array([0, -0.05]), 1.7, 5.0, 0.5, 10, 22)
    n = normals(a, (False, True))
    a += n * ((noise(a, 0.9, 3) - 0.45) * 1.0)[..., None]
    grid(a, ramp([(0, "#e8a91c"), (0.5, "#f8ce45"), (1, "#ffe68a")], noise(a, 0.7, 5)),
         dyed(rough=0.45, coat=0.2, glow=0.08),
         (False, True))
    front = (deep < 0.01) & (a[..., 2] > 2.2) & (a[..., 2] < 4.6) & (n[..., 1] < -0.2) & (np.abs(a[..., 0]) < 4.4)
    spots, up = pick(a, n, 9, front, 4, 1.75)
    crumbs(spots, up, (1.7, 1.15, 0.55), ["#fffaf0"], dyed(rough=0.35, glow=0.12), 0.45)
    spots, up = pick(a, n, 34, front, 8, 0.6)
    crumbs(spots, up, (0.3, 0.22, 0.16), ["#4c8a2c"], dyed(rough=0.5), 0.2)
    _leaf(edge * 0.97, 1.95, 2, 0.34)
    _toast(edge, 4.7, 6.5, 2)
    with kit.part():  # half a boiled egg
        q = turned([(0, -1.75), (0.9, -1.5), (1.75, -0.5), (1.95, 0.0), (1.95, 0.0), (1.2, 0.0), (0, 0.0)], 80)
        q *= np.array([1.22, 1, 1])
        grid(q, "#fffdf6", dyed(rough=0.25, coat=0.4, glow=0.1), (False, True), (4.2, -2.6, 1.85), (38, 0, -12))
        kit.ball(1.15, kit.paint("#f9a81e", rough=0.4, glow=0.1), (4.2, -2.68, 1.88), (38, 0, -12), (1.05, 1, 0.3))


def _capsule(length, radius, at, turn, colour, mat, squash=1.0, share=0.12):
    """A rope along x with round ends; colour(points, normals) dyes it."""
    u, cap = ends(220, share)
    x = (u - 0.5) * length
    p = sweep(np.stack([x, 0 * x, 0 * x], -1), radius * cap, 72, squash)
    n = normals(p, (False, True))
    grid(p, colour(p, n), mat, (False, True), at, turn)


def hot_dog():
    crust = dyed(rough=0.35, coat=0.35, bump=0.02, bump_scale=3)

    def bun(inward):
        """The colour of half a bun whose crumb looks to y = inward."""

        def colour(p, n):
            c = baked(p, n, 0.3, 0.72, 1.5)
            return blend(c, ramp(CRUMB, noise(p, 0.4)), step(0.55, 0.8, n[..., 1] * inward + 0.25 * n[..., 2] - 0.1))

        return colour

    turn = 32

    def at(x, y, z):
        return tuple(moved(np.array((x, y, z)), turn=turn))

    _capsule(13.5, 2.25, at(0, 2.05, 2.3), (0, 0, turn), bun(-1), crust, 0.98, share=0.16)
    _capsule(13.5, 1.9, at(0, -1.9, 1.35), (0, 0, turn), bun(1), crust, 0.72, share=0.16)
    edge = outline([(-6.2, -1.5), (6.2, -1.5), (6.2, 1.6), (-6.2, 1.6)], 0.6, 260)
    edge = moved(np.pad(edge, ((0, 0), (0, 1))), turn=turn)[:, :2]
    _leaf(edge, 3.0, 2, 0.5, 0.75)
    _capsule(16, 1.55, at(0, 0.1, 3.75), (0, 0, turn),
             lambda p, n: ramp([(0, "#8d2c18"), (0.5, "#b8452a"), (1, "#d2684a")], noise(p, 1.2) + 0.25 * n[..., 2]),
             dyed(rough=0.22, coat=0.6, glow=0.05), share=0.1)
    x = np.linspace(-6.6, 6.6, 200)
    y = 0.82 * np.sin(x * 2.1)
    z = np.sqrt(np.clip(1.62**2 - y**2, 0, None)) + 0.1
    p = sweep(np.stack([x, y, z], -1), 0.36 * ends(200, 0.03)[1], 20)
    grid(p, "#ffc91f", dyed(rough=0.2, coat=0.6, glow=0.1), (False, True), at(0, 0.1, 3.75), (0, 0, turn))


def butter_toast():
    body = outline([(-4.6, -4.6), (4.6, -4.6), (4.6, 2.2), (5.1, 3.4), (4.4, 5.0), (2.2, 5.4), (0, 5.2), (-2.2, 5.4),
                    (-4.4, 5.0), (-5.1, 3.4), (-4.6, 2.2)], 1.3, 260)
    p, deep = layer(body, 0, 2.9, 0.3, 40, 8)
    up = p[..., 2] > 2.5
    x, y = p[..., 0], p[..., 1]
    line = np.minimum(np.abs((x + y) % 3.3 - 1.65), np.abs((x - y) % 3.3 - 1.65))
    score = step(0.24, 0.1, line) * step(0.1, 0.2, deep) * up
    p[..., 2] += up * (0.12 * (noise(p, 0.9, 4) - 0.5)) - 0.14 * score
    t = 0.26 + 0.36 * noise(p, 2.2, 2) + 0.18 * (noise(p, 0.4, 8) - 0.5) + 0.3 * score
    c = blend(ramp(CRUST, 0.74 + 0.3 * (noise(p, 1, 3) - 0.5)), ramp(CRUST, t), up * step(0.03, 0.13, deep))
    grid(p, c, dyed(rough=0.5, coat=0.15, bump=0.03, bump_scale=4), (False, True), turn=(0, 0, -14))
    a = np.linspace(0, TAU, 120, endpoint=False)
    r = 2.7 + 0.35 * np.sin(a * 3 + 1) + 0.3 * np.sin(a * 5)
    q, _ = layer(np.stack([r * np.cos(a), r * np.sin(a)], -1), 2.85, 3.08, 0.1, 8)
    grid(q, "#ffd24a", dyed(rough=0.05, coat=1.0, glow=0.06), (False, True), (0.1, 0, 0))
    pat((0, 0.1, 3.0), 2.9, 1.15, 24)


BUN = [(0, 3.6), (0.3, 3.6), (2.2, 3.25), (3.8, 2.2), (4.25, 1.1), (3.7, 0.15), (3.0, 0.0), (0, 0.0)]


def _bun_colour(p):
    return ramp(CRUST, 0.3 + 0.5 * step(0.4, 3.2, p[..., 2] + 0.9 * (noise(p, 1.5, 2) - 0.5)))


def red_bean_bread():
    crust = dyed(rough=0.22, coat=0.6)
    p = turned(BUN, 140)
    n = normals(p, (False, True))
    with kit.part():
        grid(p, _bun_colour(p), crust, (False, True), (-1.7, 4.4, 0))
        spots, up = pick(p, n, 60, np.hypot(p[..., 0], p[..., 1]) < 1.25, 4, 0.2)
        crumbs(spots, np.where(up[:, 2:] < 0, -up, up), (0.42, 0.26, 0.16), ["#1d1714", "#2e2521"], dyed(rough=0.4),
               0.3,
               at=(-1.7, 4.4, 0))
    with kit.part():
        at, turn = (1.4, -2.0, 0), (0, 0, 8)
        q = np.array(kit.rounded(BUN, 8))
        a = np.linspace(0, math.pi, 90)
        half = np.stack([np.maximum(q[:, :1], 1e-3) * np.cos(a), np.maximum(q[:, :1], 1e-3) * np.sin(a),
                         np.broadcast_to(q[:, 1:], (len(q), len(a)))], -1)
        grid(half, _bun_colour(half), crust, at=at, turn=turn)
        rim = np.concatenate([q, (q * np.array([-1, 1]))[::-1]])
        k = np.linspace(0, 1, 60)[:, None, None]
        mid = np.array([0, 1.65])
        xz = mid + (rim - mid) * np.maximum(k, 1e-3)
        face = np.stack([xz[..., 0], 0 * xz[..., 0], xz[..., 1]], -1)
        bean = noise(face, 0.55, 7)
        e = np.broadcast_to(k[..., 0], bean.shape) + 0.1 * (noise(face, 1.6, 3) - 0.5)
        c = blend(ramp([(0, "#2a0f0d"), (0.5, "#4e1f1a"), (1, "#7d3a2c")], bean),
                  blend(ramp(CRUMB, noise(face, 0.4)), ramp(CRUST, np.full(e.shape, 0.6)), step(0.95, 0.985, e)),
                  step(0.74, 0.77, e))
        face[..., 1] -= 0.3 * (bean - 0.3) * step(0.76, 0.7, e)
        grid(face, c, dyed(rough=0.5, coat=0.15, glow=0.05), at=at, turn=turn)


def pizza_bread():
    a = np.linspace(0, TAU, 260, endpoint=False)
    w = 1 + 0.02 * np.sin(a * 5) + 0.015 * np.sin(a * 9 + 1)
    edge = np.stack([6.4 * w * np.cos(a), 5.3 * w * np.sin(a)], -1)
    p, deep = layer(edge, 0, 1.7, 0.7, 60, 6)
    up = p[..., 2] > 1.6
    inside = step(0.03, 0.12, deep + 0.06 * (noise(p, 0.9, 5) - 0.5)) * up
    melt = step(0.42, 0.52, noise(p, 1.1, 3) + 0.25 * step(0.25, 0.5, deep)) * step(0.06, 0.16, deep)
    p[..., 2] += -0.3 * inside + 0.35 * melt * inside + 0.15 * (noise(p, 0.7, 2) - 0.5)
    n = normals(p, (False, True))
    c = baked(p, n, 0.35, 0.68, 1.2)
    c = blend(c, ramp([(0, "#a92314"), (1, "#d8452a")], noise(p, 0.6)), inside)
    c = blend(c, ramp([(0, "#f0a63c"), (0.35, "#ffd678"), (1, "#fff0bd")], noise(p, 0.9, 8)), inside * melt)
    turn = (0, 0, -8)
    grid(p, c, dyed(rough=0.35, coat=0.3, glow=0.04), (False, True), turn=turn)
    good = up & (deep > 0.16) & (deep < 0.93)
    spots, _ = pick(p, n, 9, good, 11, 2.5)
    for x, y, z in spots:  # sausage
        q = turned([(0, 0.42), (0.85, 0.42), (1.0, 0.36), (1.06, 0.2), (1.06, 0.0)], 40)
        grid(moved(q, (x, y, z - 0.05)), ramp([(0, "#e08a76"), (0.9, "#d9705c"), (1, "#9c3a2a")],
             np.hypot(q[..., 0], q[..., 1]) / 1.06), dyed(rough=0.3, coat=0.4, glow=0.05), (False, True), turn=turn)
    rnd = np.random.default_rng(3)
    more, _ = pick(p, n, 16, good, 23, 1.35)
    for k, (x, y, z) in enumerate(more[:9]):  # green pepper
        s = rnd.uniform(0, TAU)
        arc = [(x + 0.75 * math.cos(s + t), y + 0.75 * math.sin(s + t), z + 0.3) for t in np.linspace(0, 3.4, 9)]
        kit.tube(arc, 0.2, kit.paint("#3f9a2c", rough=0.3, coat=0.4, glow=0.06), turn=turn)
    for x, y, z in more[9:]:  # olive
        ring = [(x + 0.42 * math.cos(t), y + 0.42 * math.sin(t), z + 0.25) for t in np.linspace(0, TAU, 18)]
        kit.tube(ring, 0.22, kit.paint("#2a2622", rough=0.25, coat=0.5), turn=turn)
    spots, up_ = pick(p, n, 46, good, 31, 0.6)
    crumbs(spots, np.broadcast_to((0, 0, 1.0), up_.shape), (0.5, 0.42, 0.4), ["#ffd53a"],
           dyed(rough=0.25, coat=0.4, glow=0.1),
           0.1, turn=turn)


# --- dessert ------------------------------------------------------------------


def donut():
    U, V = np.meshgrid(np.linspace(0, TAU, 150, endpoint=False), np.linspace(0, TAU, 80, endpoint=False), indexing="ij")
    R, r = 3.1, 2.1  # and seen so flat that no shadowed ground shows in the hole

    def ring(u, v, grow=0.0):
        q = R + (r + grow) * np.cos(v)
        return np.stack([q * np.cos(u), q * np.sin(u), 1.85 + 0.88 * (r + grow) * np.sin(v)], -1)

    p = ring(U, V)
    c = ramp(CRUST, 0.5 - 0.38 * step(0.45, 0.1, np.abs(np.sin(V) + 0.12)) + 0.2 * (noise(p, 1.2) - 0.5))
    grid(p, c, dyed(rough=0.5, bump=0.02, bump_scale=3), (True, True))
    u = np.linspace(0, TAU, 220, endpoint=False)
    k = np.linspace(0, 1, 60)
    U, K = np.meshgrid(u, k, indexing="ij")
    outer = -0.12 + 0.26 * (np.sin(U * 5) * 0.5 + np.sin(U * 8 + 1) * 0.5)
    inner = math.pi + 0.1 + 0.15 * np.sin(U * 6 + 2)
    V = outer + (inner - outer) * K
    q = ring(U, V, 0.24 * (1 - (2 * K - 1) ** 8) ** 0.5 - 0.05)
    n = normals(q, (True, False))
    n = n * np.sign(n[:, 30, 2].sum())
    grid(q, ramp([(0, "#5b2a12"), (1, "#7d431f")], noise(q, 2.0)), dyed(rough=0.12, coat=0.9, glow=0.05), (True, False))
    spots, up = pick(q, n, 46, (np.sin(V) > 0.25), 6, 0.62)
    crumbs(spots, up, (0.85, 0.24, 0.24), ["#fff6e4", "#f6c9d4", "#f3d27a", "#fff6e4"],
           dyed(rough=0.25, coat=0.4, glow=0.1), 0.1)


PUDDING = [(0, 4.9), (0, 4.9), (2.4, 4.85), (2.9, 4.55), (3.1, 4.0), (3.9, 0.5), (3.95, 0.1), (3.8, 0.0), (3.8, 0.0)]


def pudding():
    kit.plate(radius=6.3)
    at = (0, 0, 0.6)
    a = np.linspace(0, TAU, 120, endpoint=False)
    w = 5.0 + 0.25 * np.sin(a * 4)
    pool, _ = layer(np.stack([w * np.cos(a), w * np.sin(a)], -1) * 0.94, 0.58, 0.78, 0.08, 8)
    grid(pool, "#7c330b", dyed(rough=0.06, coat=1.0, glow=0.05), (False, True))
    p = turned(PUDDING, 140)
    grid(p, ramp([(0, "#f2b93c"), (1, "#ffdc7c")], p[..., 2] / 4.5), dyed(rough=0.22, coat=0.5, glow=0.08),
         (False, True), at)
    q = icing(runs(PUDDING), 0.14, drops(3.9, 6.4, 11, 4, 0.18))
    grid(q, ramp([(0, "#6f2c08"), (1, "#9a4a14")], noise(q, 2.0)), dyed(rough=0.06, coat=1.0, glow=0.06),
         (False, True), at)
    kit.swirl(1.6, 1.7, whipped(), (0, 0, 5.5), 2.2)
    cherry((0, -0.1, 7.7), 1.05)


def _wedge(radius=10.5, degrees=44, n=240):
    a = np.radians(np.linspace(0, degrees, 60))
    arc = np.stack([radius * np.cos(a), radius * np.sin(a)], -1)
    return outline(np.concatenate([[(0.0, 0.0)], arc]), 0.25, n)


def _cake_layer(edge, low, high, inside, outside, seed=0, gloss=0.0, bevel=0.08, radius=10.5):
    """A layer of a slice of cake: cut sides show `inside`, the round back `outside`."""
    p, _ = layer(edge, low, high, bevel, 16, 14)
    c = ramp([(0, inside[0]), (0.5, inside[1]), (1, inside[2])], noise(p, 0.35, seed))
    back = step(radius - 0.5, radius - 0.35, np.hypot(p[..., 0], p[..., 1]))
    grid(p, blend(c, flat(outside, p), back), dyed(rough=0.6 - 0.4 * gloss, coat=gloss, bump=0.0 if gloss else 0.03,
                                                   bump_scale=3, glow=0.05), (False, True), CAKE_AT, CAKE_TURN)


CAKE_AT, CAKE_TURN = (-4.4, -2.0, 0), (0, 0, -6)


def on_cake(x, y, z):
    """The world place of a point of the slice."""
    return tuple(moved(np.array((x, y, z)), CAKE_AT, CAKE_TURN[2]))


def strawberry_cake():
    edge = _wedge()
    sponge, cream = ("#e9bd62", "#f7d98c", "#fdebb4"), ("#fbf1e0", "#fff8ec", "#ffffff")
    _cake_layer(edge, 0.0, 1.9, sponge, CREAM, 1)
    _cake_layer(edge, 1.9, 3.1, cream, CREAM, 2)
    _cake_layer(edge, 3.1, 4.9, sponge, CREAM, 3)
    _cake_layer(edge, 4.9, 6.1, cream, CREAM, 4, bevel=0.3)
    for k, x in enumerate((2.6, 4.7, 6.8, 8.9)):  # cut strawberries in the cream
        for y, r, c in ((-0.02, 0.92, "#e0303a"), (-0.1, 0.62, "#f58a86"), (-0.15, 0.3, "#fde0d6")):
            kit.ball(r, kit.paint(c, rough=0.25, coat=0.5, glow=0.08), on_cake(x, y, 2.5), (0, 0, CAKE_TURN[2]),
                     (1.05, 0.16, 0.62))
    kit.swirl(1.5, 1.6, whipped(), on_cake(8.3, 3.4, 6.1), 2.2)
    kit.swirl(1.5, 1.6, whipped(), on_cake(9.0, 1.5, 6.1), 2.2)
    strawberry(on_cake(5.6, 1.9, 7.4), 1.75, (-14, 12, 0))


def chocolate_cake():
    edge = _wedge()
    sponge, cream = ("#38190d", "#552a17", "#6f3c22"), ("#8a5330", "#9c6440", "#ab7450")
    for k, low in enumerate((0.0, 2.0, 4.0)):
        _cake_layer(edge, low, low + 1.45, sponge, "#3a190c", k)
        if k < 2:
            _cake_layer(edge, low + 1.4, low + 2.0, cream, "#3a190c", 5 + k)
    _cake_layer(edge, 5.4, 6.1, ("#34150a", "#3f1b0d", "#4a2212"), "#34150a", 8, 0.8, 0.28)
    for x, tall in ((1.5, 0.9), (2.9, 0.5), (4.4, 1.3), (6.0, 0.7), (7.6, 1.5), (9.0, 0.8)):  # the icing runs down
        kit.ball(0.36, kit.paint("#3f1b0d", rough=0.15, coat=0.8), on_cake(x, 0.02, 5.6 - tall / 2),
                 (0, 0, CAKE_TURN[2]),
                 (1, 0.5, 1.2 + tall))
    kit.swirl(1.6, 1.8, whipped(), on_cake(8.3, 2.6, 6.1), 2.2)
    cherry(on_cake(8.3, 2.5, 8.3), 1.1)
    rnd = np.random.default_rng(2)
    for k in range(7):  # shavings
        t = rnd.uniform(0, TAU)
        x, y = 4.6 + rnd.uniform(-1.3, 1.4), 1.6 + rnd.uniform(-0.6, 0.6)
        kit.box((2.3, 0.7, 0.18), kit.paint("#8f5a34", rough=0.3, coat=0.3), on_cake(x, y, 6.3 + 0.14 * k),
                (rnd.uniform(-20, 20), rnd.uniform(-14, 14), math.degrees(t)), 0.05)


def cupcake():
    kit.lathe([(0, 0), (0, 0), (2.9, 0), (2.9, 0), (3.9, 4.3), (3.9, 4.3), (3.6, 4.2)],
              kit.paint([(0, "#c93f68"), (0.5, "#f08fae"), (1, "#f7b3c8")], by="facing", rough=0.6, glow=0.05),
              smooth_profile=False,
              segments=288, wave=lambda a, r, z: r * (1 + 0.045 * (2 / math.pi) * math.asin(math.sin(a * 30))))
    p = turned([(0, 5.4), (2.2, 5.3), (3.7, 4.8), (4.15, 4.2), (3.6, 3.8)], 120)
    grid(p, baked(p, normals(p, (False, True)), 0.35, 0.6, 1.0), dyed(rough=0.6, bump=0.03), (False, True))
    kit.swirl(3.9, 5.0, whipped(), (0, 0, 4.7), 3.4)
    rnd = np.random.default_rng(5)
    spots, up = [], []
    for k in range(60):
        t, h = rnd.uniform(0, TAU), rnd.uniform(0, 0.75)
        r = 3.75 * (1 - h) ** 0.85 + 0.35
        spots.append((r * math.cos(t), r * math.sin(t), 5.9 + 4.2 * h))
        up.append((0.8 * math.cos(t), 0.8 * math.sin(t), 0.6))
    crumbs(np.array(spots), np.array(up), (0.8, 0.26, 0.26), ["#e8402f", "#ffc21f", "#3f9fe0", "#57b341", "#a04fc0"],
           dyed(rough=0.25, coat=0.4, glow=0.1), 0.2)
    cherry((0, 0, 10.6), 1.15)


def _cookie(at, turn, seed, radius=4.6):
    a = np.linspace(0, TAU, 180, endpoint=False)
    w = radius * (1 + 0.02 * np.sin(a * 3 + seed) + 0.015 * np.sin(a * 7 + seed))
    p, deep = layer(np.stack([w * np.cos(a), w * np.sin(a)], -1), 0, 1.35, 0.55, 40, 5)
    up = p[..., 2] > 0.6
    crack = step(0.06, 0.015, np.abs(noise(p, 2.2, seed, 2) - 0.5)) * step(0.05, 0.3, deep) * up
    p[..., 2] += up * (0.45 * (noise(p, 1.3, seed + 3) - 0.5) + 0.3 * deep * (1 - deep) * 2 - 0.22 * crack)
    n = normals(p, (False, True))
    t = 0.32 + 0.3 * step(0.45, 0.0, deep) + 0.3 * (noise(p, 0.8, seed) - 0.5) + 0.2 * crack
    grid(p, ramp(CRUST, t), dyed(rough=0.65, bump=0.05, bump_scale=3), (False, True), at, turn)
    spots, nn = pick(p, n, 17, (p[..., 2] > 1.1) & (deep > 0.08) & (deep < 0.95), seed, 1.45)
    crumbs(spots, np.where(nn[:, 2:] < 0, -nn, nn), (1.35, 1.15, 0.75), ["#3b1a0d", "#4a2413"],
           dyed(rough=0.25, coat=0.4), 0.25, seed, at, turn)


def cookie():
    with kit.part():
        _cookie((0.6, 1.6, 0), (0, 0, 0), 2)
    with kit.part():
        _cookie((1.0, 1.9, 1.55), (0, 0, 70), 7)
    with kit.part():
        _cookie((-1.3, -2.1, 2.35), (34, -4, 20), 5)


def pancakes():
    kit.plate(radius=7.9)
    z = 0.6
    rnd = np.random.default_rng(4)
    for k in range(5):
        p = turned([(0, 0), (5.2, 0.0), (5.9, 0.3), (6.05, 0.65), (5.85, 1.05), (5.2, 1.3), (0, 1.32)], 160)
        r = np.hypot(p[..., 0], p[..., 1])
        edge = step(0.42, 0.75, p[..., 2]) * 1.0
        low = step(0.5, 0.2, p[..., 2])
        t = 0.08 + 0.5 * np.maximum(edge * step(6.1, 5.7, r), low) + 0.2 * (noise(p, 1.2, k) - 0.5)
        grid(p, ramp(CRUST, t), dyed(rough=0.5, bump=0.02), (False, True),
             (rnd.uniform(-0.15, 0.15), rnd.uniform(-0.15, 0.15), z))
        z += 1.28
    top = [(0, 0), (0, 0), (4.6, -0.02), (5.7, -0.12), (6.25, -0.5), (6.4, -1.2), (6.4, -3.0), (6.4, -5.6)]
    q = icing(runs(top), 0.2, drops(5.5, 8.6, 8, 3, 0.24))
    grid(q, ramp([(0, "#9a4a0c"), (1, "#b9641a")], noise(q, 2.0)), dyed(rough=0.06, coat=1.0, glow=0.08), (False, True),
         (0, 0, z + 0.03))
    pat((-0.2, -0.3, z + 0.15), 3.0, 1.2, 28)


def waffle():
    n = 320
    s = np.linspace(-1, 1, n)
    X, Y = np.meshgrid(s, s, indexing="ij")
    x, y = X * np.sqrt(1 - Y**2 / 2), Y * np.sqrt(1 - X**2 / 2)
    R = 5.6
    w = 1 + 0.02 * np.sin(np.arctan2(y, x) * 6)
    x, y = x * R * w, y * R * w
    rim = step(R, R - 0.9, np.hypot(x, y))
    cell = 1.75
    a, b = np.abs((x / cell) % 1 - 0.5), np.abs((y / cell) % 1 - 0.5)
    wall = np.maximum(step(0.27, 0.4, a), step(0.27, 0.4, b))
    wall = np.maximum(wall, step(R - 0.85, R - 0.6, np.hypot(x, y)))
    z = (0.55 + 1.35 * wall) * np.sqrt(np.clip(rim, 0, 1) + 0.0) * 0.9 + 0.25 * np.sqrt(rim)
    p = np.stack([x, y, z + 0.02], -1)
    p[..., 2] += 0.12 * (noise(p, 0.8, 3) - 0.5) * rim
    t = 0.36 + 0.3 * wall + 0.26 * (noise(p, 1.2, 2) - 0.5) + 0.12 * (1 - rim)
    grid(p, ramp(CRUST, t), dyed(rough=0.45, coat=0.2, bump=0.02), turn=(0, 0, 32))
    kit.swirl(2.3, 2.6, whipped(), (-0.6, 0.9, 1.9), 2.6)
    strawberry((2.3, 0.0, 3.0), 1.45, (-30, 40, 0))
    blueberry((0.9, -1.9, 2.6))
    blueberry((-0.8, -2.1, 2.6), 0.75, 40)
    blueberry((0.1, -3.2, 2.5), 0.8, 10)
    kit.leaf((-2.2, -0.9, 2.5), 2.4, 1.4, (0, -10, 200))


def _macaron(at, colour, turn=(0, 0, 0), r=3.0):
    shell = kit.paint(colour, rough=0.4, coat=0.1, bump=0.01, bump_scale=5, glow=0.06)
    for up in (1, -1):
        kit.lathe([(0, 1.95 * up), (r * 0.45, 1.86 * up), (r * 0.86, 1.4 * up), (r * 0.985, 0.95 * up),
                   (r * 0.97, 0.72 * up),
                   (0, 0.72 * up)], shell, at, turn)
        p = turned([(r * 0.8, 0.4 * up), (r * 0.98, 0.42 * up), (r * 1.035, 0.6 * up), (r * 0.98, 0.82 * up),
                    (r * 0.8, 0.85 * up)], 200)
        p[..., :2] *= (1 + 0.05 * (noise(p, 0.28, 5, 2) - 0.5))[..., None]
        grid(p, ramp([(0, colour), (1, colour)], p[..., 0]) * 0.88, dyed(rough=0.7, glow=0.06), (False, True), at, turn)
    kit.lathe([(0, -0.45), (r * 0.9, -0.45), (r * 0.95, 0), (r * 0.9, 0.45), (0, 0.45)], whipped(), at, turn)


def macaron():
    with kit.part():
        _macaron((-3.2, 0.6, 1.95), "#e8628c")
    with kit.part():
        _macaron((3.2, 0.6, 1.95), "#8dbb4c")
    with kit.part():
        _macaron((0.1, 0.2, 5.85), "#f2c14e", (4, -5, 0))


def _apple(at, r=2.9):
    p = turned([(0.0, -0.62 * r), (0.35 * r, -0.8 * r), (0.75 * r, -0.55 * r), (1.02 * r, 0.15 * r),
                (0.82 * r, 0.78 * r),
                (0.4 * r, 0.88 * r), (0, 0.62 * r)], 96)
    th = np.arctan2(p[..., 1], p[..., 0])
    c = ramp([(0, "#a30f1c"), (0.5, "#cf2530"), (1, "#e8604a")],
             noise(np.stack([np.cos(th) * 3, np.sin(th) * 3, p[..., 2] * 0.15], -1), 0.5))
    grid(p, blend(c, flat("#e8c65a", p), step(0.4 * r, 0.1 * r, np.hypot(p[..., 0], p[..., 1])) * (p[..., 2] > 0)),
         dyed(rough=0.15, coat=0.8, glow=0.05), (False, True), at)
    x, y, z = at
    kit.tube([(x, y, z + 0.6 * r), (x + 0.05 * r, y, z + 1.0 * r), (x + 0.2 * r, y, z + 1.35 * r)], 0.08 * r,
             kit.paint("#5a3a1c", rough=0.6))
    kit.leaf((x + 0.1 * r, y, z + 1.05 * r), 0.95 * r, 0.5 * r, (0, -18, -15))


def apple_pie():
    kit.lathe([(0, 0), (0, 0), (4.6, 0), (4.6, 0), (5.7, 1.9), (5.9, 1.95)], kit.metal("#b9bdc4"), smooth_profile=False)
    p = turned([(0, 2.45), (3.0, 2.35), (5.6, 1.7)], 140)
    p[..., 2] += 0.5 * (noise(p, 1.3, 3) - 0.5)
    grid(p, ramp([(0, "#b5651a"), (0.5, "#e09a34"), (1, "#f7c765")], noise(p, 1.0, 5)),
         dyed(rough=0.12, coat=0.8, glow=0.08),
         (False, True))
    crust = dyed(rough=0.35, coat=0.35, bump=0.02)
    spacing = 2.15
    for axis in (0, 1):
        for k in range(-2, 3):
            off = k * spacing
            half = math.sqrt(5.7**2 - off**2)
            s = np.linspace(-half, half, 120)
            v = np.linspace(-1, 1, 15)
            S, V = np.meshgrid(s, v, indexing="ij")
            over = 0.24 * np.cos(math.pi * (S / spacing + k + axis))
            q = np.stack([S, off + 0.68 * V, 2.75 - 0.022 * (S**2 + off**2) + over - 0.28 * np.abs(V) ** 5], -1)
            if axis:
                q = q[..., [1, 0, 2]]
            t = 0.42 + 0.45 * over + 0.3 * (noise(q, 0.9, k + 7) - 0.5) + 0.12 * np.abs(V) ** 4
            grid(q, ramp(CRUST, t), crust, turn=(0, 0, 45))
    a = np.linspace(0, TAU, 300, endpoint=False)
    b = np.linspace(0, TAU, 40, endpoint=False)
    A, B = np.meshgrid(a, b, indexing="ij")
    r = 0.85 * (1 + 0.2 * np.sin(A * 30 + 0.9 * np.cos(B)))
    q = np.stack([(5.75 + r * np.cos(B)) * np.cos(A), (5.75 + r * np.cos(B)) * np.sin(A), 2.1 + 0.75 * r * np.sin(B)],
                 -1)
    grid(q, ramp(CRUST, 0.42 + 0.28 * np.sin(B) * np.sin(A * 30 + 0.9 * np.cos(B)) + 0.25 * (noise(q, 1.0, 9) - 0.5)),
         crust, (True, True))
    with kit.part():
        _apple((5.0, 5.6, 2.4), 2.9)


def _tart(at, seed, turn=0):
    p = turned([(0, 0), (0, 0), (2.9, 0), (3.0, 0.1), (4.2, 2.6), (4.45, 3.1), (4.2, 3.3), (3.9, 3.0), (3.75, 2.6)],
               240)
    th = np.arctan2(p[..., 1], p[..., 0])
    rim = step(1.0, 3.0, p[..., 2])
    p[..., :2] *= (1 + 0.02 * rim * np.sin(th * 11 + seed) + 0.012 * np.sin(th * 24))[..., None]
    p[..., 2] += rim * (0.3 * (noise(p, 1.4, seed) - 0.5))
    flake = 0.5 + 0.5 * np.sin(p[..., 2] * 16 + 3 * noise(p, 1.5, seed))
    t = 0.3 + 0.4 * step(2.3, 3.3, p[..., 2]) + 0.16 * flake + 0.2 * (noise(p, 0.7, seed) - 0.5)
    grid(p, ramp(CRUST, t), dyed(rough=0.5, bump=0.04, bump_scale=2), (False, True), at, (0, 0, turn))
    a = np.linspace(0, TAU, 160, endpoint=False)
    q, deep = layer(np.stack([3.95 * np.cos(a), 3.95 * np.sin(a)], -1), 2.2, 2.85, 0.2, 46)
    q[..., 2] += (0.3 * deep**0.6 + 0.12 * (noise(q, 1.2, seed) - 0.5)) * (q[..., 2] > 2.8)
    burn = step(0.6, 0.74, noise(q, 1.5, seed + 5, 3)) * step(0.0, 0.15, deep)
    c = ramp([(0, "#f4ae26"), (1, "#ffd35a")], noise(q, 1.8, seed) * 0.7 + 0.3 * deep)
    c = blend(c, ramp([(0, "#a3500f"), (1, "#5a230a")], noise(q, 0.6, seed)), burn)
    grid(q, c, dyed(rough=0.12, coat=0.8, glow=0.08), (False, True), at, (0, 0, turn))


def egg_tart():
    with kit.part():
        _tart((3.1, 4.2, 0), 3)
    with kit.part():
        _tart((-2.5, -2.6, 0), 11, 40)


def roll_cake():
    R, L = 3.9, 8.5
    turn = (0, 0, -28)
    a = np.linspace(0, TAU, 200, endpoint=False)
    w = R * (1 + 0.03 * np.sin(a * 2 + 1))
    y = np.linspace(-L / 2 + 0.12, L / 2, 60)
    A, Y = np.meshgrid(a, y, indexing="ij")
    skin = np.stack([w[:, None] * np.cos(A), Y, R * 0.96 + 0.94 * w[:, None] * np.sin(A)], -1)
    skin[..., 2] = np.maximum(skin[..., 2], 0.02)
    grid(skin, ramp(CRUST, 0.42 + 0.2 * np.sin(A) + 0.25 * (noise(skin, 1.3) - 0.5)), dyed(rough=0.65, bump=0.03),
         (True, False),
         turn=turn)
    k = np.linspace(0, 1, 130)
    A, K = np.meshgrid(a, k, indexing="ij")
    r = w[:, None] * K
    turns = (K * 2.55 - A / TAU) % 1  # where between two windings of the sponge
    cream = np.maximum(step(0.56, 0.62, turns) * step(1.0, 0.95, turns), step(0.3, 0.26, K))
    cream = cream * step(0.93, 0.9, K)
    face = np.stack([r * np.cos(A), np.full_like(r, -L / 2) - 0.1 * cream, R * 0.96 + 0.94 * r * np.sin(A)], -1)
    face[..., 1] += 0.12 * step(0.97, 1, K)
    face[..., 2] = np.maximum(face[..., 2], 0.02)
    c = ramp([(0, "#e6b75c"), (0.5, "#f6d78c"), (1, "#fdeab6")], noise(face, 0.35, 4))
    c = blend(c, flat("#fffaf0", face), cream)
    c = blend(c, ramp(CRUST, 0.55 + 0 * K), step(0.955, 0.975, K))
    grid(face, c, dyed(rough=0.55, glow=0.06), (True, False), turn=turn)

    def at(x, y, z):
        return tuple(moved(np.array((x, y, z)), turn=turn[2]))

    for rr, cc, d in ((1.15, "#e0303a", 0.1), (0.75, "#f58a86", 0.2), (0.35, "#fde0d6", 0.27)):
        kit.ball(rr, kit.paint(cc, rough=0.25, coat=0.5, glow=0.08), at(0, -L / 2 - d, R * 0.96), turn,
                 (0.9, 0.16, 1.0))
    for y in (-2.4, 0.2, 2.8):
        kit.swirl(1.35, 1.4, whipped(), at(0, y, 2 * R - 0.15), 2.1)
    for y in (-2.4, 0.2, 2.8):
        strawberry(at(0, y, 2 * R + 1.9), 0.95, (0, 10, 0))


def _fish(at, turn, seed=1):
    n, m = 300, 170
    s = np.linspace(0, 1, n)
    v = np.linspace(-1, 1, m)
    S, V = np.meshgrid(s, v, indexing="ij")
    key = [0, 0.04, 0.12, 0.25, 0.42, 0.58, 0.70, 0.77, 0.84, 0.92, 1.0]
    top = [0.1, 1.2, 2.15, 2.95, 3.05, 2.35, 1.5, 1.15, 1.7, 2.7, 3.3]
    bot = [0.1, 1.0, 1.9, 2.6, 2.75, 2.1, 1.35, 1.05, 1.6, 2.6, 3.2]

    def smooth(y):
        return np.convolve(np.pad(np.interp(s, key, y), 8, mode="edge"), np.ones(17) / 17, "valid")

    t_, b_ = smooth(top), smooth(bot)
    t_[:6] *= np.linspace(0.05, 1, 6)
    b_[:6] *= np.linspace(0.05, 1, 6)
    half = np.where(V > 0, t_[:, None], b_[:, None])
    x = -6.6 + 13.2 * S - 0.9 * step(0.86, 1.0, S) * (1 - np.abs(V) ** 1.5)
    y = V * half
    fat = np.interp(s, [0, 0.1, 0.3, 0.5, 0.72, 0.85, 1], [0.7, 1.5, 2.1, 1.9, 1.1, 0.9, 0.7])[:, None]
    z = fat * (1 - V**6) ** 0.5 * np.sqrt(np.clip(1 - (1 - np.clip(S / 0.06, 0, 1)) ** 2, 0, 1)) * np.sqrt(
        np.clip(1 - np.clip((S - 0.97) / 0.03, 0, 1) ** 2, 0, 1)) * (1 - 0.25 * V**2) + 0.35
    # the mould's relief: scales, gill, eye, fins, tail
    body = step(0.25, 0.29, S) * step(0.74, 0.70, S) * step(0.94, 0.86, np.abs(V))
    row = np.floor((x + 20) / 0.95)
    cy = (y / 1.15 + 0.5 * (row % 2)) % 1 - 0.5
    cx = ((x + 20) / 0.95) % 1
    scale = step(0.34, 0.16, np.abs(np.hypot(cx - 0.1, cy * 1.2) - 0.62)) * body
    gill = step(0.26, 0.1, np.abs(np.hypot(x + 6.4, y * 0.9) - 3.0)) * step(0.88, 0.8, np.abs(V))
    d_eye = np.hypot(x + 4.75, y - 0.75)
    eye = step(0.62, 0.5, d_eye) - 1.6 * step(0.32, 0.2, d_eye)
    mouth = step(0.2, 0.06, np.abs(y + 0.55 - 0.12 * (x + 6.6))) * step(-5.3, -5.5, x)
    tail = (0.5 + 0.5 * np.cos(V * 19)) * step(0.8, 0.86, S)
    fin = step(0.12, 0.0, np.abs(np.hypot((x + 0.3) * 0.8, (y + 1.0) * 1.5) - 1.0)) * 0.8
    edge = step(0.86, 0.93, np.abs(V)) * (S < 0.8)
    ridge = (0.5 + 0.5 * np.cos(x * 5.2)) * step(0.8, 0.9, np.abs(V)) * step(0.2, 0.3, S) * step(0.72, 0.64, S)
    relief = 0.24 * scale + 0.3 * gill + 0.34 * eye - 0.3 * mouth + 0.26 * tail + 0.25 * fin + 0.18 * ridge
    z = z + relief * (1 - V**10)
    p = np.stack([x, y, np.maximum(z, 0.0)], -1)
    t = 0.4 + 0.96 * relief + 0.24 * (noise(p, 2.4, seed) - 0.5) + 0.18 * step(0.5, 1.6, z) - 0.1 * edge
    c = ramp(CRUST, np.clip(t, 0.05, 0.92))
    c = blend(c, flat("#4a2410", p), step(0.3, 0.2, d_eye))
    grid(p, c, dyed(rough=0.4, coat=0.25, bump=0.015, bump_scale=4), at=at, turn=turn)
    low = p.copy()
    low[..., 2] = np.minimum(-0.0, -(fat * 0.45) * (1 - V**4))
    grid(low, ramp(CRUST, 0.3 + 0.3 * noise(low, 1.5)), dyed(rough=0.5), at=at, turn=turn)


def fish_bread():
    with kit.part():
        _fish((0.3, 3.6, 0.9), (0, 0, 8), 6)
    with kit.part():
        _fish((-0.4, -2.9, 1.4), (8, 0, 4), 2)


# --- ice ----------------------------------------------------------------------


def _tall(colour, deep, high=11.4):
    kit.tumbler(radius=4.0, height=12.2, foot=0.7)
    kit.fill(kit.tumbler_inside(4.0, 12.2, 0.7), 0.5, high, kit.liquid(colour, deep, low=0, high=12))


def strawberry_shake():
    _tall("#f9a3b8", "#ee7f9c")
    kit.swirl(3.6, 4.0, whipped(), (0, 0, 11.3), 2.8)
    kit.straw((-1.0, 0.8, 6), (-2.6, 1.6, 18.2), "#d83a5e", 0.42, 0)
    strawberry((1.2, -1.0, 15.1), 1.6, (-24, 18, 0))
    with kit.part():
        strawberry((6.0, -1.6, 2.2), 2.3, (-62, 20, 0))


def blueberry_smoothie():
    _tall("#8a62b5", "#5d3a8c")
    p = turned([(0, 12.9), (1.8, 12.7), (3.2, 12.1), (3.72, 11.2), (3.6, 10.9)], 90)
    p[..., 2] += 0.5 * (noise(p, 1.0, 3) - 0.5)
    grid(p, ramp([(0, "#6f4a9e"), (1, "#a985cf")], noise(p, 0.7)), dyed(rough=0.3, coat=0.3, glow=0.08), (False, True))
    kit.straw((1.0, 0.8, 6), (2.6, 1.6, 17.6), "#f2f2f2", 0.42, 0)
    for x, y, z, t in ((-0.9, -0.8, 13.1, 20), (0.7, -1.1, 13.0, 35), (-0.1, 0.5, 13.4, 0), (-0.2, -1.9, 12.7, 50)):
        blueberry((x, y, z), 0.85, t)
    kit.leaf((-0.8, 0.6, 13.2), 2.6, 1.5, (0, -25, 160))
    with kit.part():
        for x, y, z, t in ((5.4, -1.2, 1.1, 35), (7.3, -0.4, 1.1, 10), (6.4, 1.2, 1.1, 20), (6.4, -0.2, 2.7, 25)):
            blueberry((x, y, z), 1.15, t)
        kit.leaf((5.0, -2.2, 0.6), 2.8, 1.6, (0, -8, -150))


def soft_ice_cream():
    p = turned([(0.0, 0), (0.3, 0), (0.5, 0.1), (3.4, 7.0), (3.4, 7.0), (3.6, 7.1), (3.75, 7.7), (3.6, 8.3),
                (3.2, 8.3)], 240, 70)
    th, z = np.arctan2(p[..., 1], p[..., 0]), p[..., 2]
    a, b = (th / TAU * 8 + z * 0.5) % 1, (th / TAU * 8 - z * 0.5) % 1
    line = np.minimum(np.minimum(a, 1 - a), np.minimum(b, 1 - b))
    bar = step(0.17, 0.07, line) * (z < 6.9)
    p += normals(p, (False, True)) * (0.16 * bar * (z > 0.3))[..., None]
    c = ramp(CRUST, 0.28 + 0.3 * bar + 0.2 * (z > 6.9) + 0.12 * (noise(p, 0.8) - 0.5))
    grid(p, c, dyed(rough=0.5), (False, True))
    t = np.linspace(0, 1, 420)
    r = 2.75 * (1 - t) ** 0.85
    around = TAU * 3.6 * t + 1.2
    path = np.stack([r * np.cos(around), r * np.sin(around), 8.9 + 6.6 * t**0.92], -1)
    thick = (2.05 * (1 - t) ** 0.7 + 0.1) * np.sqrt(np.clip(1 - (1 - np.clip(t / 0.06, 0, 1)) ** 2, 1e-4, 1))
    grid(sweep(path, thick, 48), CREAM, dyed(rough=0.45, glow=0.06), (False, True))
    kit.lathe([(0, 8.0), (3.4, 8.0), (3.9, 8.7), (3.2, 10.0), (1.8, 12.4), (0, 14.2)], whipped())


def ice_cream():
    kit.vessel([(2.9, 0.9), (3.0, 1.1), (1.0, 1.5), (0.7, 2.0), (0.9, 2.6), (3.2, 3.6), (5.4, 5.6), (5.9, 6.6)], 0.24,
               kit.glass(), (0, 0, -0.9))
    kit.lathe([(0, 3.4), (2.8, 3.8), (5.0, 5.7), (4.6, 5.9), (0, 6.0)], kit.paint("#fbe9c4", rough=0.4, glow=0.1),
              (0, 0, -0.9))
    for k, (x, y, z, low, high) in enumerate(((-2.5, -0.3, 6.5, "#f6dc98", "#fff3cd"),
                                              (2.5, -0.3, 6.5, "#ec7f9c", "#fbb4c6"),
                                              (0, 1.3, 8.6, "#5c321b", "#8d5a3a"))):
        with kit.part():
            scoop((x, y, z), 2.6, [(0, low), (1, high)], k)
    u, v = np.meshgrid(np.linspace(-1, 1, 60), np.linspace(0, 1, 90), indexing="ij")
    for x, y, lean in ((2.7, 2.9, 12), (4.0, 2.2, 24)):  # wafers
        a, b = np.abs((u * 2.2) % 1 - 0.5), np.abs((v * 5) % 1 - 0.5)
        q = np.stack([u * 0.95, 0.12 * np.maximum(step(0.3, 0.42, a), step(0.3, 0.42, b)), v * 6.4], -1)
        with kit.part():
            kit.box((1.9, 0.3, 6.4), kit.paint("#dc9f4c", rough=0.6), (x + 3.2 * math.sin(math.radians(lean)) - 0.6, y,
                    7.4 + 3.2 * math.cos(math.radians(lean))), (0, lean, 0), 0.06)
            grid(q * np.array([1, -1, 1]), ramp(CRUST, 0.35 + 0.25 * (q[..., 1] > 0.06)), dyed(rough=0.6),
                 at=(x - 0.6, y - 0.16, 7.4), turn=(0, lean, 0))
    cherry((0, 1.0, 12.0), 1.1)


def _snow(rim, high, at=(0, 0, 0), colours=("#dfeaf2", "#ffffff"), seed=2):
    """A mound of shaved ice."""
    p = turned([(0, high), (rim * 0.3, high * 0.95), (rim * 0.62, high * 0.66), (rim * 0.9, high * 0.2),
                (rim * 0.95, 0),
                (rim * 0.8, -0.3)], 200, 16)
    n = normals(p, (False, True))
    p += n * (0.85 * (noise(p, 1.2, seed, 4) - 0.5))[..., None]
    grid(p, ramp(list(zip((0.2, 0.7), colours)), noise(p, 0.5, seed + 3)),
         dyed(rough=0.7, glow=0.12, bump=0.1, bump_scale=3),
         (False, True), at)
    return p + np.array(at), normals(p, (False, True))


def red_bean_ice():
    kit.bowl("#2f6ea5", radius=6.8, height=5.2)
    p, n = _snow(6.7, 5.2, (0, 0, 4.9))
    cap = p[..., 2] > 8.2
    q = p + n * (0.25 + 0.5 * noise(p, 0.9, 8))[..., None] * cap[..., None]
    r = np.hypot(p[..., 0], p[..., 1])
    k = int(np.argmax(r.mean(1) > 3.2))
    grid(q[:k], ramp([(0, "#3d1311"), (1, "#6b2620")], noise(q[:k], 0.6)), dyed(rough=0.3, coat=0.4), (False, True))
    spots, up = pick(q[:k], normals(q[:k], (False, True)), 110, np.ones(q[:k].shape[:2], bool), 3, 0.5)
    up = np.where(up[:, 2:] < 0, -up, up)
    crumbs(spots, up, (1.0, 0.72, 0.66), ["#4f1814", "#6d231d", "#7f332a"], dyed(rough=0.22, coat=0.6, glow=0.05), 0.35)
    rnd = np.random.default_rng(5)
    for k, (a, h) in enumerate(((200, 0.55), (232, 0.42), (258, 0.6), (286, 0.42), (312, 0.55), (340, 0.45),
                                (180, 0.35), (2, 0.3))):
        r_ = 6.1 - 3.2 * h
        c = ("#f3dcae", "#ff8fab", "#9ccf63")[k % 3]
        kit.box((1.6, 1.6, 1.35), kit.paint(c, rough=0.4, coat=0.3, glow=0.08),
                (r_ * math.cos(math.radians(a)), r_ * math.sin(math.radians(a)), 5.3 + 4.6 * h), (rnd.uniform(-25, 25),
                rnd.uniform(-25, 25), a), 0.3)
    kit.leaf((-0.2, 0.2, 11.0), 2.6, 1.5, (0, -28, 150))
    kit.leaf((0.2, 0.2, 11.0), 2.6, 1.5, (0, -28, 30))


def mango_ice():
    kit.bowl("#f4f1ec", radius=6.8, height=5.2)
    _snow(6.7, 5.0, (0, 0, 4.9), ("#ffd98a", "#fff3cf"))
    rnd = np.random.default_rng(7)
    mango = [kit.paint(c, rough=0.2, coat=0.5, glow=0.1) for c in ("#ffa61a", "#ffb52e", "#f99512")]
    k = 0
    for h, count in ((0.05, 15), (0.32, 12), (0.58, 8)):
        for j in range(count):
            a = TAU * (j + 0.5 * (k % 2)) / count + rnd.uniform(-0.08, 0.08)
            r = 6.5 - 4.4 * h
            kit.box((1.75, 1.6, 1.5), mango[k % 3], (r * math.cos(a), r * math.sin(a), 5.7 + 5.1 * h),
                    (rnd.uniform(-30, 30), rnd.uniform(-30, 30), math.degrees(a)), 0.22)
            k += 1
    with kit.part():
        scoop((0, 0, 10.8), 2.2, [(0, "#f7e0a4"), (1, "#fff6dc")], 2)
    kit.leaf((0.2, -0.2, 12.7), 2.6, 1.5, (0, -24, 20))
    kit.leaf((-0.2, -0.2, 12.7), 2.6, 1.5, (0, -24, 150))


ITEMS = {
    "strawberry-shake": Item(strawberry_shake, "ice", 22),
    "blueberry-smoothie": Item(blueberry_smoothie, "ice", 24),
    "soft-ice-cream": Item(soft_ice_cream, "ice", 14),
    "ice-cream": Item(ice_cream, "ice", 24),
    "red-bean-ice": Item(red_bean_ice, "ice", 28),
    "mango-ice": Item(mango_ice, "ice", 28),
    "croissant": Item(croissant, "bread", 52),
    "bagel": Item(bagel, "bread", 48),
    "pretzel": Item(pretzel, "bread", 62),
    "baguette": Item(baguette, "bread", 50),
    "sandwich": Item(sandwich, "bread", 22),
    "egg-sandwich": Item(egg_sandwich, "bread", 24),
    "hot-dog": Item(hot_dog, "bread", 42),
    "butter-toast": Item(butter_toast, "bread", 48),
    "red-bean-bread": Item(red_bean_bread, "bread", 36),
    "pizza-bread": Item(pizza_bread, "bread", 52),
    "donut": Item(donut, "dessert", 43),
    "pudding": Item(pudding, "dessert", 24),
    "strawberry-cake": Item(strawberry_cake, "dessert", 26),
    "chocolate-cake": Item(chocolate_cake, "dessert", 26),
    "cupcake": Item(cupcake, "dessert", 18),
    "cookie": Item(cookie, "dessert", 44),
    "pancakes": Item(pancakes, "dessert", 26),
    "waffle": Item(waffle, "dessert", 48),
    "macaron": Item(macaron, "dessert", 22),
    "apple-pie": Item(apple_pie, "dessert", 44),
    "egg-tart": Item(egg_tart, "dessert", 40),
    "roll-cake": Item(roll_cake, "dessert", 24),
    "fish-bread": Item(fish_bread, "dessert", 52),
}
