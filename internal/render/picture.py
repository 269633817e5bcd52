# Copyright and licence as the repository (Apache-2.0).
"""Renders menu pictures: blender -b -t 1 -noaudio -P internal/render/picture.py -- [--draft] [--out DIR] NAME…

Without --out the pictures go to where the café takes them from. NAME is an item of
the tables in drinks.py and food.py, or "all". Errors end the run with status 1.
"""

import argparse
import importlib
import os
import sys
import tempfile
import time

import bpy
import numpy as np

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)
sys.dont_write_bytecode = True

import compose  # noqa: E402
import kit  # noqa: E402

SIZE = 480  # pixels of a finished picture
IDS = 2  # the outline is made at this multiple of the size


def items():
    """All items by name."""
    table = {}
    for module in ("drinks", "food"):
        for name, item in importlib.import_module(module).ITEMS.items():
            if name in table:
                raise ValueError(f"{module}.py: {name} is there twice; give one of them another name")
            table[name] = item
    return table


def _pixels(path):
    """A float array (rows from the top, columns, 4) of an EXR file."""
    img = bpy.data.images.load(path)
    w, h = img.size
    out = np.empty(w * h * 4, np.float32)
    img.pixels.foreach_get(out)
    bpy.data.images.remove(img)
    return out.reshape(h, w, 4)[::-1].copy()


def _exr(scene, path):
    s = scene.render.image_settings
    s.file_format, s.color_mode, s.color_depth = "OPEN_EXR", "RGBA", "32"
    scene.render.filepath = path


def _shaded(folder):
    """Renders light and the two guides of the denoiser."""
    scene = bpy.context.scene
    layer = scene.view_layers[0]
    layer.cycles.denoising_store_passes = True
    scene.use_nodes = True
    tree = scene.node_tree
    tree.nodes.clear()
    layers = tree.nodes.new("CompositorNodeRLayers")
    out = tree.nodes.new("CompositorNodeOutputFile")
    out.base_path = folder
    out.format.file_format, out.format.color_depth = "OPEN_EXR", "32"
    out.file_slots.clear()
    names = {"Image": "light", "Denoising Albedo": "albedo", "Denoising Normal": "normal"}
    for socket, name in names.items():
        out.file_slots.new(name)
        tree.links.new(layers.outputs[socket], out.inputs[name])
    _exr(scene, os.path.join(folder, "whole.exr"))
    bpy.ops.render.render()
    return {n: _pixels(os.path.join(folder, f"{n}0001.exr"))[..., :3] for n in names.values()}


def _parts(folder, size):
    """Renders which part each pixel of a picture of IDS times the size shows; 0 is the ground."""
    scene = bpy.context.scene
    scene.use_nodes = False
    m = bpy.data.materials.new("part")
    m.use_nodes = True
    nodes, links = m.node_tree.nodes, m.node_tree.links
    nodes.clear()
    info = nodes.new("ShaderNodeObjectInfo")
    light = nodes.new("ShaderNodeEmission")
    out = nodes.new("ShaderNodeOutputMaterial")
    links.new(info.outputs["Object Index"], light.inputs["Color"])
    links.new(light.outputs[0], out.inputs["Surface"])
    scene.view_layers[0].material_override = m
    scene.view_layers[0].cycles.denoising_store_passes = False
    scene.world.node_tree.nodes["Background"].inputs["Strength"].default_value = 0
    scene.render.resolution_x = scene.render.resolution_y = size * IDS
    c = scene.cycles
    c.use_adaptive_sampling = False
    c.samples, c.max_bounces, c.pixel_filter_type, c.filter_width = 1, 0, "BLACKMAN_HARRIS", 0.01
    c.sample_clamp_direct = 0  # an index is not to be clamped
    path = os.path.join(folder, "parts.exr")
    _exr(scene, path)
    bpy.ops.render.render(write_still=True)
    return np.rint(_pixels(path)[..., 0]).astype(np.int32)


def render(name, item, size, samples, photo, mask):
    """Builds and renders one item and writes its picture and its mask."""
    begin = time.process_time()
    kit.clear()
    item.build()
    kit.stage(item, size, samples)
    with tempfile.TemporaryDirectory() as folder:
        passes = _shaded(folder)
        steam = None
        if item.steam is not None:
            x, y, z = item.steam
            foot, top, side = (kit.project(p) for p in ((x, y, z), (x, y, z + item.steam_height), (x + 1, y, z)))
            steam = compose.Steam(foot[0], foot[1], foot[1] - top[1], side[0] - foot[0], item.wisps)
        parts = _parts(folder, size)
    compose.finish(passes, parts, steam, photo, mask)
    print(f"{name}: {os.path.getsize(photo)} bytes, {time.process_time() - begin:.0f} s", flush=True)


def main(args):
    p = argparse.ArgumentParser(prog="picture.py")
    p.add_argument("--draft", action="store_true", help="small and quick, to look at while building")
    p.add_argument("--out", help="folder for pictures and masks, instead of their places in the repository")
    p.add_argument("names", nargs="+")
    a = p.parse_args(args)
    table = items()
    names = list(table) if a.names == ["all"] else a.names
    unknown = [n for n in names if n not in table]
    if unknown:
        p.error(f"no such item: {', '.join(unknown)}; the tables ITEMS in drinks.py and food.py name them all")
    photos = a.out or os.path.join(HERE, "..", "..", "assets", "services", "cafe", "pictures", "photo")
    masks = a.out or os.path.join(HERE, "masks")
    os.makedirs(photos, exist_ok=True)
    os.makedirs(masks, exist_ok=True)
    size, samples = (240, 16) if a.draft else (SIZE, 16)
    for n in names:
        mask = os.path.join(masks, n + (".mask.png" if a.out else ".png"))
        render(n, table[n], size, samples, os.path.join(photos, n + ".jpg"), mask)


if __name__ == "__main__":
    try:
        main(sys.argv[sys.argv.index("--") + 1 :])
    except SystemExit:
        raise
    except BaseException:
        import traceback

        traceback.print_exc()
        sys.exit(1)
