# Copyright and licence as the repository (Apache-2.0).
"""Building blocks of the rendered menu pictures: materials, shapes, vessels, light and camera.

Runs inside Blender (see README.md). Lengths are centimetres, angles degrees, colours
sRGB "#rrggbb". x points right, y away from the camera, z up; the ground is z = 0.
Everything a builder makes belongs to the part that is open (see part); the outline
is drawn around every part, so things that must be told apart are parts of their own.
"""

import contextlib
import math
import random
from dataclasses import dataclass, field
from typing import Callable, Optional, Sequence

import bmesh
import bpy
import numpy as np
from mathutils import Matrix, Vector, noise

# The ground of a category: pale enough for a dark outline, darker than white ceramic.
TINTS = {
    "coffee": "#f0dab6",
    "tea": "#d9ecc4",
    "milk": "#f8ddd8",
    "juice": "#fad8d5",
    "citrus": "#faeab0",  # juices that would drown in rose
    "ice": "#c2e0ef",
    "bread": "#eed7a5",
    "dessert": "#ddd0ee",
}


@dataclass
class Item:
    """One picture: how it is built and from where it is seen."""

    build: Callable[[], None]
    tint: str  # key of TINTS
    view: float = 40  # height of the camera above the horizon, degrees
    steam: Optional[Sequence[float]] = None  # foot (x, y, z) of the middle wisp
    fill: float = 0.87  # share of the square that the product fills
    steam_height: float = 5.0
    wisps: int = 3


# --- the scene ---------------------------------------------------------------

_part = 0  # index of the open part; 0 is the ground
_materials = {}


def clear(seed=7):
    """Empties Blender's scene; a picture begins with it."""
    global _part
    bpy.ops.wm.read_factory_settings(use_empty=True)
    _part = 1
    _materials.clear()
    random.seed(seed)
    noise.seed_set(seed)


@contextlib.contextmanager
def part():
    """Objects made inside have an outline of their own."""
    global _part
    outer = _part
    top = max((o.pass_index for o in bpy.data.objects), default=0)
    _part = max(top, outer) + 1
    try:
        yield
    finally:
        _part = outer


def add(mesh, mat, at=(0, 0, 0), turn=(0, 0, 0), scale=(1, 1, 1), smooth=True):
    """Puts a mesh or curve into the open part and returns the object."""
    obj = bpy.data.objects.new(mesh.name, mesh)
    obj.location = at
    obj.rotation_euler = [math.radians(a) for a in turn]
    obj.scale = (scale,) * 3 if isinstance(scale, (int, float)) else scale
    obj.pass_index = _part
    if mat is not None:
        mesh.materials.append(mat)
    if isinstance(mesh, bpy.types.Mesh):
        for p in mesh.polygons:
            p.use_smooth = smooth
        mesh.use_auto_smooth = smooth
        mesh.auto_smooth_angle = math.radians(50)
    bpy.context.scene.collection.objects.link(obj)
    return obj


def subdivide(obj, levels=2):
    """Rounds an object off (Catmull-Clark)."""
    m = obj.modifiers.new("subdivide", "SUBSURF")
    m.levels = m.render_levels = levels
    obj.data.use_auto_smooth = False
    return obj


def roughen(obj, strength, size=1.0):
    """Displaces the vertices of an object by noise: strength and size in cm."""
    for v in obj.data.vertices:
        p = Vector(v.co) / size
        v.co += v.normal * (noise.noise(p) * strength)
    return obj


def deform(obj, f):
    """Moves every vertex by f((x, y, z)) -> (x, y, z), in the object's own coordinates."""
    for v in obj.data.vertices:
        v.co = Vector(f(tuple(v.co)))
    obj.data.update()
    return obj


# --- colour and material -----------------------------------------------------


def linear(colour):
    """The linear RGBA of "#rrggbb"."""
    c = colour.lstrip("#")
    out = []
    for i in (0, 2, 4):
        s = int(c[i : i + 2], 16) / 255
        out.append(s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4)
    return (*out, 1.0)


def _new(name):
    m = bpy.data.materials.new(name)
    m.use_nodes = True
    m.node_tree.nodes.clear()
    return m, m.node_tree.nodes, m.node_tree.links


def _driver(nodes, links, by, scale, low, high, wobble):
    """A node output between 0 and 1 that follows what `by` names."""
    coords = nodes.new("ShaderNodeTexCoord").outputs["Object"]
    if by == "noise":
        n = nodes.new("ShaderNodeTexNoise")
        n.inputs["Scale"].default_value = scale
        n.inputs["Detail"].default_value = 4
        links.new(coords, n.inputs["Vector"])
        out, low, high = n.outputs["Fac"], 0.3, 0.7
    elif by == "facing":
        n = nodes.new("ShaderNodeLayerWeight")
        n.inputs["Blend"].default_value = 0.5
        out, low, high = n.outputs["Facing"], 0.0, 1.0
    elif by == "up":
        g = nodes.new("ShaderNodeNewGeometry")
        s = nodes.new("ShaderNodeSeparateXYZ")
        links.new(g.outputs["Normal"], s.inputs[0])
        out = s.outputs["Z"]
    else:  # "x", "y", "height" or "radius", in the object's coordinates
        s = nodes.new("ShaderNodeSeparateXYZ")
        links.new(coords, s.inputs[0])
        out = s.outputs[{"x": "X", "y": "Y"}.get(by, "Z")]
        if by == "radius":
            flat = nodes.new("ShaderNodeCombineXYZ")
            links.new(s.outputs["X"], flat.inputs["X"])
            links.new(s.outputs["Y"], flat.inputs["Y"])
            length = nodes.new("ShaderNodeVectorMath")
            length.operation = "LENGTH"
            links.new(flat.outputs[0], length.inputs[0])
            out = length.outputs["Value"]
    if wobble:
        n = nodes.new("ShaderNodeTexNoise")
        n.inputs["Scale"].default_value = scale
        n.inputs["Detail"].default_value = 4
        links.new(coords, n.inputs["Vector"])
        m = nodes.new("ShaderNodeMath")
        m.operation = "MULTIPLY_ADD"
        m.inputs[1].default_value = 2 * wobble
        links.new(n.outputs["Fac"], m.inputs[0])
        links.new(out, m.inputs[2])
        low, high, out = low + wobble, high + wobble, m.outputs[0]
    r = nodes.new("ShaderNodeMapRange")
    r.inputs["From Min"].default_value = low
    r.inputs["From Max"].default_value = high
    links.new(out, r.inputs["Value"])
    return r.outputs[0]


def paint(
    colours,
    by="noise",
    scale=1.0,
    low=0.0,
    high=1.0,
    wobble=0.0,
    rough=0.45,
    coat=0.0,
    bump=0.0,
    bump_scale=6.0,
    soft=0.0,
    glow=0.0,
    see_through=0.0,
    shine=0.4,
):
    """A material that reflects.

    colours is one colour, or stops [(position 0…1, colour), …] that run with `by`:
    "noise" (scale per cm), "facing" (0 towards the camera, 1 at the edge), "up"
    (normal z), "height"/"x"/"y"/"radius" between low and high cm in the object's
    coordinates; wobble adds noise to it (same unit as low and high). coat is a gloss
    over it, bump a relief in cm, soft the light that gets in and out again, glow a
    lift that keeps deep colours from going black, see_through 0…1 a plain transparency,
    shine how much it mirrors.
    """
    m, nodes, links = _new("paint")
    b = nodes.new("ShaderNodeBsdfPrincipled")
    if isinstance(colours, str):
        b.inputs["Base Color"].default_value = linear(colours)
        colour = None
    else:
        ramp = nodes.new("ShaderNodeValToRGB")
        els = ramp.color_ramp.elements
        while len(els) > 1:
            els.remove(els[-1])
        for i, (pos, c) in enumerate(colours):
            e = els[0] if i == 0 else els.new(pos)
            e.position, e.color = pos, linear(c)
        links.new(_driver(nodes, links, by, scale, low, high, wobble), ramp.inputs[0])
        colour = ramp.outputs[0]
        links.new(colour, b.inputs["Base Color"])
    b.inputs["Roughness"].default_value = rough
    b.inputs["Specular"].default_value = shine
    b.inputs["Clearcoat"].default_value = coat
    b.inputs["Clearcoat Roughness"].default_value = 0.08
    if soft:
        b.inputs["Subsurface"].default_value = soft
        b.inputs["Subsurface Radius"].default_value = (0.6, 0.35, 0.2)
        if colour is None:
            b.inputs["Subsurface Color"].default_value = linear(colours)
        else:
            links.new(colour, b.inputs["Subsurface Color"])
    if glow:
        b.inputs["Emission Strength"].default_value = glow
        if colour is None:
            b.inputs["Emission"].default_value = linear(colours)
        else:
            links.new(colour, b.inputs["Emission"])
    if bump:
        n = nodes.new("ShaderNodeTexNoise")
        n.inputs["Scale"].default_value = bump_scale
        n.inputs["Detail"].default_value = 3
        t = nodes.new("ShaderNodeTexCoord")
        links.new(t.outputs["Object"], n.inputs["Vector"])
        k = nodes.new("ShaderNodeBump")
        k.inputs["Distance"].default_value = bump
        links.new(n.outputs["Fac"], k.inputs["Height"])
        links.new(k.outputs[0], b.inputs["Normal"])
    shader = b.outputs[0]
    if see_through:
        t = nodes.new("ShaderNodeBsdfTransparent")
        x = nodes.new("ShaderNodeMixShader")
        x.inputs[0].default_value = see_through
        links.new(shader, x.inputs[1])
        links.new(t.outputs[0], x.inputs[2])
        shader = x.outputs[0]
    o = nodes.new("ShaderNodeOutputMaterial")
    links.new(shader, o.inputs["Surface"])
    return m


def _shared(key, make):
    if key not in _materials:
        _materials[key] = make()
    return _materials[key]


def ceramic(colour="#f4f1ec"):
    """Glazed china."""
    return _shared(("ceramic", colour), lambda: paint(colour, rough=0.3, coat=0.6))


def glass(tint="#fdfdfc", edge=0.6):
    """Thin glass: straight through where it faces the camera, pale at its edges.

    It does not refract: that keeps what is inside recognisable, and free of noise.
    """

    def make():
        m, nodes, links = _new("glass")
        w = nodes.new("ShaderNodeLayerWeight")
        w.inputs["Blend"].default_value = 0.5
        p = nodes.new("ShaderNodeMath")  # steep: a veil over a dark drink would make it grey
        p.operation, p.inputs[1].default_value = "POWER", 2.6
        links.new(w.outputs["Facing"], p.inputs[0])
        r = nodes.new("ShaderNodeMapRange")
        r.inputs["To Min"].default_value = 0.006
        r.inputs["To Max"].default_value = edge
        links.new(p.outputs[0], r.inputs["Value"])
        t = nodes.new("ShaderNodeBsdfTransparent")
        t.inputs["Color"].default_value = linear(tint)
        g = nodes.new("ShaderNodeBsdfPrincipled")
        g.inputs["Base Color"].default_value = linear("#f1f3f4")
        g.inputs["Roughness"].default_value = 0.06
        g.inputs["Specular"].default_value = 1.0
        x = nodes.new("ShaderNodeMixShader")
        links.new(r.outputs[0], x.inputs[0])
        links.new(t.outputs[0], x.inputs[1])
        links.new(g.outputs[0], x.inputs[2])
        o = nodes.new("ShaderNodeOutputMaterial")
        links.new(x.outputs[0], o.inputs["Surface"])
        return m

    return _shared(("glass", tint, edge), make)


def liquid(colour, deep=None, clear_=0.0, low=0.0, high=10.0):
    """A drink seen through a glass: `deep` at its edges and below, `colour` where light falls in.

    clear_ 0…1 lets what is behind shine through. low and high: cm of the object's height.
    """
    # What mirrors is the glass before it, not the drink: a sheen here would make it grey.
    stops = colour if deep is None else [(0.0, deep), (0.75, colour), (1.0, colour)]
    return paint(stops, by="height", low=low, high=high, rough=0.5, shine=0.03, glow=0.12, see_through=clear_)


def metal(colour="#c9ccd1", rough=0.22):
    """Polished steel."""

    def make():
        m = paint(colour, rough=rough)
        for n in m.node_tree.nodes:
            if n.type == "BSDF_PRINCIPLED":
                n.inputs["Metallic"].default_value = 0.85
        return m

    return _shared(("metal", colour, rough), make)


def printed(pixels):
    """A material from a picture: float array (rows bottom up, columns, 3), sRGB 0…1, over the UVs."""
    h, w = pixels.shape[:2]
    img = bpy.data.images.new("print", w, h)
    rgba = np.ones((h, w, 4), np.float32)
    rgba[..., :3] = pixels
    img.pixels.foreach_set(rgba.ravel())
    img.pack()
    m, nodes, links = _new("printed")
    t = nodes.new("ShaderNodeTexImage")
    t.image = img
    b = nodes.new("ShaderNodeBsdfPrincipled")
    b.inputs["Roughness"].default_value = 0.35
    b.inputs["Specular"].default_value = 0.3
    links.new(t.outputs[0], b.inputs["Base Color"])
    o = nodes.new("ShaderNodeOutputMaterial")
    links.new(b.outputs[0], o.inputs["Surface"])
    return m


# --- shapes ------------------------------------------------------------------


def rounded(points, steps=6):
    """A smooth curve (Catmull-Rom) through points of any dimension; a doubled point stays a corner."""
    p = [np.array(q, float) for q in points]
    out = []
    for i in range(len(p) - 1):
        a, b = p[i], p[i + 1]
        if np.allclose(a, b):
            continue
        before = p[i - 1] if i > 0 else a
        after = p[i + 2] if i + 2 < len(p) else b
        for k in range(steps):
            t = k / steps
            out.append(
                0.5
                * (
                    2 * a
                    + (b - before) * t
                    + (2 * before - 5 * a + 4 * b - after) * t * t
                    + (3 * a - before - 3 * b + after) * t**3
                )
            )
    out.append(p[-1])
    return [tuple(q) for q in out]


def mesh(verts, faces, name="mesh"):
    """A mesh from vertices and faces with its normals made consistent."""
    me = bpy.data.meshes.new(name)
    me.from_pydata([tuple(v) for v in verts], [], faces)
    bm = bmesh.new()
    bm.from_mesh(me)
    bmesh.ops.remove_doubles(bm, verts=bm.verts, dist=1e-4)
    bmesh.ops.recalc_face_normals(bm, faces=bm.faces)
    bm.to_mesh(me)
    bm.free()
    return me


def lathe(profile, mat, at=(0, 0, 0), turn=(0, 0, 0), scale=1, smooth_profile=True, segments=72, wave=None):
    """Turns a profile [(radius, z), …] around z. wave(angle, radius, z) -> radius makes it ribbed."""
    pts = rounded(profile) if smooth_profile else [tuple(q) for q in profile]
    verts, faces = [], []
    for r, z in pts:
        for k in range(segments):
            a = 2 * math.pi * k / segments
            q = max(r, 0)
            q = wave(a, q, z) if wave else q
            verts.append((q * math.cos(a), q * math.sin(a), z))
    for i in range(len(pts) - 1):
        for k in range(segments):
            n = (k + 1) % segments
            faces.append((i * segments + k, i * segments + n, (i + 1) * segments + n, (i + 1) * segments + k))
    return add(mesh(verts, faces, "lathe"), mat, at, turn, scale)


def disc(radius, mat, at=(0, 0, 0), turn=(0, 0, 0), segments=72):
    """A flat disc whose UVs span its square, for printed materials."""
    verts = [
        (radius * math.cos(2 * math.pi * k / segments), radius * math.sin(2 * math.pi * k / segments), 0)
        for k in range(segments)
    ]
    me = bpy.data.meshes.new("disc")
    me.from_pydata(verts, [], [tuple(range(segments))])
    uv = me.uv_layers.new()
    for loop in me.loops:
        x, y, _ = verts[loop.vertex_index]
        uv.data[loop.index].uv = (x / radius / 2 + 0.5, y / radius / 2 + 0.5)
    return add(me, mat, at, turn)


def slab(outline, height, mat, at=(0, 0, 0), turn=(0, 0, 0), bevel=0.1, scale=1):
    """A plate with the outline [(x, y), …] and rounded edges, standing on z = 0."""
    n = len(outline)
    verts = [(x, y, 0) for x, y in outline] + [(x, y, height) for x, y in outline]
    faces = [tuple(range(n))[::-1], tuple(range(n, 2 * n))]
    faces += [(k, (k + 1) % n, n + (k + 1) % n, n + k) for k in range(n)]
    obj = add(mesh(verts, faces, "slab"), mat, at, turn, scale)
    return _bevel(obj, bevel)


def box(size, mat, at=(0, 0, 0), turn=(0, 0, 0), bevel=0.15):
    """A box with rounded edges around its middle; size (x, y, z)."""
    x, y, z = (s / 2 for s in size)
    verts = [(sx * x, sy * y, sz * z) for sx in (-1, 1) for sy in (-1, 1) for sz in (-1, 1)]
    faces = [(0, 1, 3, 2), (4, 6, 7, 5), (0, 4, 5, 1), (2, 3, 7, 6), (0, 2, 6, 4), (1, 5, 7, 3)]
    return _bevel(add(mesh(verts, faces, "box"), mat, at, turn), bevel)


def _bevel(obj, width):
    if width > 0:
        m = obj.modifiers.new("bevel", "BEVEL")
        m.width, m.segments, m.limit_method, m.angle_limit = width, 3, "ANGLE", math.radians(40)
    return obj


def ball(radius, mat, at=(0, 0, 0), turn=(0, 0, 0), scale=(1, 1, 1), rough=0.0, size=1.0, detail=4):
    """A ball, stretched by scale; rough > 0 gives it a relief of that many cm."""
    bm = bmesh.new()
    bmesh.ops.create_icosphere(bm, subdivisions=detail, radius=radius)
    me = bpy.data.meshes.new("ball")
    bm.to_mesh(me)
    bm.free()
    obj = add(me, mat, at, turn, scale)
    return roughen(obj, rough, size) if rough else obj


def tube(points, radius, mat, at=(0, 0, 0), turn=(0, 0, 0), scale=1, smooth_path=True, closed=False):
    """A tube along points; radius is one number or one for each point. Its ends are closed."""
    pts = rounded(points, 8) if smooth_path else points
    radii = radius
    if not isinstance(radius, (int, float)):
        at_ = np.linspace(0, 1, len(radius))
        radii = np.interp(np.linspace(0, 1, len(pts)), at_, radius)
    cu = bpy.data.curves.new("tube", "CURVE")
    cu.dimensions, cu.bevel_depth, cu.bevel_resolution, cu.use_fill_caps = "3D", 1.0, 5, True
    sp = cu.splines.new("POLY")
    sp.points.add(len(pts) - 1)
    sp.use_cyclic_u = closed
    for i, q in enumerate(pts):
        sp.points[i].co = (*q, 1)
        sp.points[i].radius = radii if isinstance(radii, (int, float)) else float(radii[i])
    return add(cu, mat, at, turn, scale)


def sheet(f, mat, nu=24, nv=12, at=(0, 0, 0), turn=(0, 0, 0), scale=1, thick=0.0):
    """A surface f(u, v) -> (x, y, z), u and v from 0 to 1; thick > 0 gives it a thickness."""
    verts = [f(i / nu, j / nv) for i in range(nu + 1) for j in range(nv + 1)]
    faces = [
        (i * (nv + 1) + j, i * (nv + 1) + j + 1, (i + 1) * (nv + 1) + j + 1, (i + 1) * (nv + 1) + j)
        for i in range(nu)
        for j in range(nv)
    ]
    obj = add(mesh(verts, faces, "sheet"), mat, at, turn, scale)
    if thick:
        m = obj.modifiers.new("thick", "SOLIDIFY")
        m.thickness, m.offset = thick, 0
    return obj


# --- vessels and what goes with them ------------------------------------------


def vessel(outer, wall, mat, at=(0, 0, 0), segments=72):
    """An open vessel from its outer profile [(radius, z), …] from the foot up; wall in cm."""
    inner = [(max(r - wall, 0.0), z) for r, z in outer]
    foot = outer[0][1] + wall * 1.6
    inner = [(r, max(z, foot)) for r, z in inner]
    top = outer[-1][1]
    lip = [(outer[-1][0] - wall * 0.15, top + wall * 0.4), (outer[-1][0] - wall * 0.85, top + wall * 0.4)]
    profile = [(0, outer[0][1]), (0, outer[0][1])] + list(outer) + lip + inner[::-1] + [(0, foot)]
    return lathe(profile, mat, at, segments=segments)


def cup(colour="#f4f1ec", at=(0, 0, 0), radius=4.3, height=5.6, handle=-25, mat=None):
    """A china cup with a handle (its direction in degrees from +x, None: no handle).

    Its rim lies at z = at.z + height, its inside is radius - 0.3 wide there.
    """
    mat = mat or ceramic(colour)
    r, h = radius, height
    x, y, z = at
    vessel(
        [(r * 0.5, 0), (r * 0.52, 0.25), (r * 0.72, h * 0.16), (r * 0.9, h * 0.45), (r * 0.98, h * 0.8), (r, h)],
        0.3,
        mat,
        at,
    )
    if handle is not None:
        a = math.radians(handle)
        path = [
            (r * 0.93, 0, h * 0.84),
            (r * 1.25, 0, h * 0.9),
            (r * 1.5, 0, h * 0.68),
            (r * 1.38, 0, h * 0.38),
            (r * 0.84, 0, h * 0.3),
        ]
        tube([(px * math.cos(a), px * math.sin(a), pz) for px, _, pz in path], [0.42, 0.4, 0.42, 0.4, 0.4], mat, at)


def saucer(colour="#f4f1ec", at=(0, 0, 0), radius=7.4, mat=None):
    """A saucer; a cup stands on it at z = at.z + 0.55."""
    r = radius
    lathe(
        [
            (0, 0.2),
            (r * 0.45, 0.2),
            (r * 0.5, 0),
            (r * 0.55, 0.15),
            (r * 0.85, 0.75),
            (r, 1.25),
            (r * 0.99, 1.38),
            (r * 0.83, 0.98),
            (r * 0.55, 0.5),
            (0, 0.45),
        ],
        mat or ceramic(colour),
        at,
    )


def plate(colour="#f4f1ec", at=(0, 0, 0), radius=11, mat=None):
    """A flat plate; things lie on it at z = at.z + 0.6."""
    r = radius
    lathe(
        [
            (0, 0.1),
            (r * 0.6, 0.1),
            (r * 0.68, 0.2),
            (r * 0.97, 1.05),
            (r, 1.2),
            (r * 0.97, 1.28),
            (r * 0.68, 0.68),
            (r * 0.62, 0.6),
            (r * 0.62, 0.6),
            (0, 0.6),
        ],
        mat or ceramic(colour),
        at,
    )


def mug(colour="#f4f1ec", at=(0, 0, 0), radius=4.0, height=8.6, handle=-20, mat=None, wall=0.32):
    """A straight mug with a large handle; mat may be glass()."""
    mat = mat or ceramic(colour)
    r, h = radius, height
    vessel([(r * 0.86, 0), (r * 0.97, 0.25), (r, 1.0), (r, h * 0.5), (r, h)], wall, mat, at)
    if handle is not None:
        a = math.radians(handle)
        path = [
            (r * 0.97, h * 0.82),
            (r * 1.4, h * 0.84),
            (r * 1.68, h * 0.62),
            (r * 1.58, h * 0.34),
            (r * 0.97, h * 0.22),
        ]
        tube([(px * math.cos(a), px * math.sin(a), pz) for px, pz in path], [0.46, 0.46, 0.48, 0.46, 0.46], mat, at)


def bowl(colour="#f4f1ec", at=(0, 0, 0), radius=6.0, height=5.0, mat=None):
    """A bowl on a foot."""
    r, h = radius, height
    vessel(
        [(r * 0.45, 0), (r * 0.46, h * 0.1), (r * 0.5, h * 0.12), (r * 0.8, h * 0.36), (r * 0.96, h * 0.7), (r, h)],
        0.35,
        mat or ceramic(colour),
        at,
    )


def tumbler(at=(0, 0, 0), radius=4.0, height=11.6, foot=0.78, mat=None):
    """A tall glass that widens from foot * radius to radius; its inside is radius - 0.25 wide."""
    r, h = radius, height
    vessel(
        [
            (r * foot - 0.15, 0),
            (r * foot, 0.15),
            (r * (foot + (1 - foot) * 0.3), h * 0.3),
            (r * (foot + (1 - foot) * 0.7), h * 0.7),
            (r, h),
        ],
        0.22,
        mat or glass(),
        at,
    )


def tumbler_inside(radius=4.0, height=11.6, foot=0.78, gap=0.26):
    """The function z -> inner radius of the tumbler of the same measures."""
    return lambda z: radius * (foot + (1 - foot) * z / height) - gap


def fill(inner, low, high, mat, at=(0, 0, 0), top=None):
    """A drink from z = low to high in a vessel whose inner radius at z is inner(z).

    top is the material of the surface; without it the drink's own.
    """
    steps = 8
    zs = [low + (high - low) * i / steps for i in range(steps + 1)]
    body = [(0, low), (0, low)] + [(inner(z), z) for z in zs]
    closed = body if top else body + [(0, high)]
    lathe(closed, mat, at, smooth_profile=False)
    if top:
        disc(inner(high), top, (at[0], at[1], at[2] + high))


def straw(foot, head, colour="#2e7d5b", radius=0.32, bend=2.2):
    """A straw from foot to head with a bent end of that many cm."""
    f, h = Vector(foot), Vector(head)
    mat = paint(colour, rough=0.35, coat=0.3, glow=0.05)
    pts = [tuple(f), tuple(h)]
    if bend:
        side = 1 if h.x >= f.x else -1
        pts.append(tuple(h + Vector((side * bend * 0.85, 0, bend * 0.5))))
    tube(pts, radius, mat, smooth_path=False)


def ice_cubes(places, size=1.9, tint="#eaf5fa", show=0.55, seed=3):
    """Ice cubes around the places [(x, y, z), …]; show 0…1 is how solid they look."""
    mat = _shared(
        ("ice", tint, show),
        lambda: paint(tint, rough=0.08, coat=1.0, glow=0.25, see_through=1 - show, bump=0.05, bump_scale=1.2),
    )
    rnd = random.Random(seed)
    for p in places:
        box(
            (size, size * 0.95, size * 0.9),
            mat,
            p,
            [rnd.uniform(-32, 32), rnd.uniform(-32, 32), rnd.uniform(0, 90)],
            bevel=0.28,
        )


def leaf(at, length=3.2, width=1.5, turn=(0, 0, 0), colour="#4f9b3a", curl=0.25):
    """A leaf that lies along its own +x from `at`."""
    mat = paint(
        [(0, "#2f6f26"), (0.12, colour), (1, colour)], by="y", low=0, high=width * 0.5, rough=0.4, coat=0.25, glow=0.06
    )

    def f(u, v):
        side = (v - 0.5) * 2
        half = width / 2 * math.sin(math.pi * min(u * 0.97 + 0.015, 1) ** 0.8)
        ridge = abs(side) * 0.22 * half
        return (u * length, side * half, ridge + curl * math.sin(u * math.pi) * length * 0.3)

    return sheet(f, mat, 20, 10, at, turn, thick=0.06)


def bean(at, turn=(0, 0, 0), size=1.0, colour="#4a2a1a"):
    """A roasted coffee bean, 2 cm long (larger than in life: it must be seen at 30 mm)."""
    mat = _shared(("bean", colour), lambda: paint(colour, rough=0.35, coat=0.3, bump=0.02, bump_scale=3))
    dark = _shared("bean slit", lambda: paint("#1e0f08", rough=0.7))
    m = Matrix.Translation(at) @ Matrix.LocRotScale(None, _euler(turn), None)
    ball(1.0 * size, mat, at, turn, (1.0, 0.72, 0.5))
    pts = [
        m @ Vector((x * size, 0.10 * math.sin(x * 3.2) * size, 0.5 * math.sqrt(max(0, 1 - x * x)) * size))
        for x in np.linspace(-0.92, 0.92, 9)
    ]
    tube([tuple(p) for p in pts], [0.03, 0.1 * size, 0.12 * size, 0.1 * size, 0.03], dark)


def _euler(turn):
    from mathutils import Euler

    return Euler([math.radians(a) for a in turn])


def swirl(radius, height, mat, at=(0, 0, 0), turns=3.0, lobes=0):
    """A piped swirl of cream that ends in a tip."""
    steps = int(26 * turns)
    pts, radii = [], []
    for i in range(steps + 1):
        t = i / steps
        r = radius * 0.62 * (1 - t) ** 0.8
        a = 2 * math.pi * turns * t
        pts.append((r * math.cos(a), r * math.sin(a), radius * 0.3 + height * 0.85 * t))
        radii.append(radius * 0.46 * (1 - t) ** 0.75 + 0.05)
    lathe(
        [(0, 0), (radius * 0.75, 0), (radius * 0.7, radius * 0.35), (radius * 0.3, height * 0.6), (0, height * 0.75)],
        mat,
        at,
    )
    tube(pts, radii, mat, at, smooth_path=False)


def scoop(radius, mat, at=(0, 0, 0), seed=0):
    """A ball of ice cream with a skirt; `at` is its middle."""
    ball(radius, mat, at, rough=0.16 * radius / 2, size=0.7, detail=5)
    rnd = random.Random(seed)
    for k in range(16):
        a = 2 * math.pi * k / 16
        r = radius * rnd.uniform(0.86, 0.98)
        ball(
            radius * rnd.uniform(0.16, 0.26),
            mat,
            (at[0] + r * math.cos(a), at[1] + r * math.sin(a), at[2] - radius * rnd.uniform(0.42, 0.55)),
            rough=0.05,
            size=0.4,
            detail=3,
        )


def scatter(n, inside, make, seed=1):
    """Calls make(x, y, random) for n points with inside(x, y) in the square -1…1."""
    rnd = random.Random(seed)
    while n > 0:
        x, y = rnd.uniform(-1, 1), rnd.uniform(-1, 1)
        if inside(x, y):
            make(x, y, rnd)
            n -= 1


# --- light, ground, camera ----------------------------------------------------


def stage(item, size, samples):
    """Ground, light, camera and Cycles' settings for an item that is built."""
    scene = bpy.context.scene
    size_cm = 400
    ground = mesh(
        [(-size_cm, -size_cm, 0), (size_cm, -size_cm, 0), (size_cm, size_cm, 0), (-size_cm, size_cm, 0)],
        [(0, 1, 2, 3)],
        "ground",
    )
    add(ground, paint(TINTS[item.tint], rough=0.9), smooth=False).pass_index = 0
    world = bpy.data.worlds.new("world")
    world.use_nodes = True
    world.node_tree.nodes["Background"].inputs["Color"].default_value = (0.92, 0.96, 1.0, 1)
    world.node_tree.nodes["Background"].inputs["Strength"].default_value = 0.62
    scene.world = world
    for name, at, across, watts, shadow in (("key", (-34, -22, 52), 34, 27500, True),):
        lamp = bpy.data.lights.new(name, "AREA")
        lamp.energy, lamp.size, lamp.color = watts, across, (1.0, 0.96, 0.9)
        o = bpy.data.objects.new(name, lamp)
        o.location = at
        o.rotation_euler = (-Vector(at)).to_track_quat("-Z", "Y").to_euler()
        o.visible_camera = False
        scene.collection.objects.link(o)
    _camera(item)
    r = scene.render
    r.engine, r.resolution_x, r.resolution_y, r.resolution_percentage = "CYCLES", size, size, 100
    c = scene.cycles
    c.device, c.samples, c.use_denoising, c.use_adaptive_sampling = "CPU", samples, False, True
    c.adaptive_threshold, c.adaptive_min_samples = 0.08, 6
    c.max_bounces, c.diffuse_bounces, c.glossy_bounces, c.transparent_max_bounces = 3, 2, 2, 16
    c.caustics_reflective = c.caustics_refractive = False
    c.sample_clamp_indirect, c.sample_clamp_direct = 1.5, 6
    c.seed = 1


def points():
    """The world coordinates of all vertices of what was built."""
    graph = bpy.context.evaluated_depsgraph_get()
    out = []
    for o in bpy.context.scene.objects:
        if o.type not in ("MESH", "CURVE") or o.pass_index == 0:
            continue
        e = o.evaluated_get(graph)
        me = e.to_mesh()
        co = np.empty(len(me.vertices) * 3, np.float32)
        me.vertices.foreach_get("co", co)
        m = np.array(e.matrix_world)
        out.append(co.reshape(-1, 3) @ m[:3, :3].T + m[:3, 3])
        e.to_mesh_clear()
    return np.concatenate(out)


def _camera(item):
    """A long lens that looks down by item.view degrees, framed on everything that was built."""
    scene = bpy.context.scene
    scene.render.resolution_x = scene.render.resolution_y = 480
    pts = points()
    if item.steam is not None:
        x, y, z = item.steam
        pts = np.concatenate([pts, [(x, y, z + item.steam_height + 0.3)]])
    mid = (pts.min(0) + pts.max(0)) / 2
    a = math.radians(item.view)
    cam = bpy.data.cameras.new("camera")
    cam.clip_end, cam.lens = 2000, 100
    o = bpy.data.objects.new("camera", cam)
    o.location = Vector(mid) + Vector((0, -math.cos(a), math.sin(a))) * 80
    o.rotation_euler = (math.radians(90) - a, 0, 0)
    scene.collection.objects.link(o)
    scene.camera = o
    bpy.context.view_layer.update()
    to = np.array(o.matrix_world.inverted())
    local = pts @ to[:3, :3].T + to[:3, 3]
    seen = local[:, :2] / -local[:, 2:] * (cam.lens / cam.sensor_width) + 0.5
    lo, hi = seen.min(0), seen.max(0)
    k = item.fill / max(hi - lo)
    c = (lo + hi) / 2 - 0.5
    cam.lens *= k
    cam.shift_x, cam.shift_y = c[0] * k, c[1] * k


def project(p):
    """Where the world point p lies in the picture: 0…1 from the left and from the top."""
    from bpy_extras.object_utils import world_to_camera_view

    scene = bpy.context.scene
    bpy.context.view_layer.update()
    x, y, _ = world_to_camera_view(scene, scene.camera, Vector(p))
    return x, 1 - y
