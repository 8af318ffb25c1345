import assert from "node:assert/strict";
import { test } from "node:test";
import { beside, boxOf, crosses, distance, overlap, room, spots } from "../src/labels.js";
import { apart, heading } from "../src/overlay.js";
import { edge, freeOf, inside, linked, settled } from "../src/places.js";
import { hidden, spread } from "../src/spread.js";
import { plan } from "./small.js";

/** Numbers that are the same every time, of no pattern (mulberry32). */
function random(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

const SIZES = [
  { width: 300, height: 300 },
  { width: 780, height: 700 },
  { width: 1100, height: 500 },
];

function layout(seed) {
  const next = random(seed);
  const view = SIZES[seed % SIZES.length];
  const sites = Array.from({ length: 1 + Math.floor(30 * next()) }, (_, key) => ({
    key,
    x: view.width * next(),
    y: view.height * next(),
    radius: 2 + 18 * next(),
    width: 10 + 150 * next(),
    tied: next() < 0.8,
  }));
  const taken = { ...view, boxes: [], leaders: [], circles: sites.map((site) => ({ ...site })) };
  return { taken, view, placed: sites.map((site) => [site, room(site, taken)]) };
}

test("over random layouts no name stands in a circle, on a name, or nearer to another", () => {
  for (let seed = 1; seed <= 300; seed += 1) {
    const { taken, view, placed } = layout(seed);
    const named = placed.filter(([, spot]) => spot);
    const boxes = named.map(([label, spot]) => boxOf(label, spot));
    for (const [n, [label, spot]] of named.entries()) {
      const box = boxes[n];
      const others = taken.circles.filter(({ key }) => key !== label.key);
      const least = spot.leader ? 5 : distance(label, box);
      assert.ok(distance(label, box) >= 0);
      assert.ok(others.every((circle) => distance(circle, box) >= least));
      assert.ok(box.left >= 0 && box.top >= 0 && box.right <= view.width);
      assert.ok(boxes.every((other, m) => m === n || !overlap(box, other)));
    }
  }
});

test("the line of a name runs through no circle and no name of others", () => {
  for (let seed = 301; seed <= 500; seed += 1) {
    const { taken, placed } = layout(seed);
    const named = placed.filter(([, spot]) => spot);
    for (const [label, { leader }] of named.filter(([, spot]) => spot.leader)) {
      const line = { x1: label.x, y1: label.y, x2: label.x + leader.dx, y2: label.y + leader.dy };
      for (const circle of taken.circles) {
        assert.ok(circle.key === label.key || beside(circle, line));
      }
      for (const [other, spot] of named) {
        assert.ok(other === label || !crosses(line, boxOf(other, spot)));
      }
    }
  }
});

test("a name that finds no room is left out, and a town under a mark", () => {
  const label = { key: "a", x: 50, y: 50, radius: 5, width: 40 };
  const taken = (circles) => ({ width: 100, height: 100, boxes: [], leaders: [], circles });
  assert.equal(room(label, taken([{ key: "b", x: 50, y: 50, radius: 80 }])), null);
  const town = { ...label, dotted: true };
  assert.equal(room(town, taken([{ key: "b", x: 52, y: 50, radius: 4 }])), null);
  assert.equal([...spots({ ...label, centred: true })].length, 1);
});

test("names of others keep off an arrow and a house, which would seem to be named by them", () => {
  const label = { key: "a", x: 40, y: 50, radius: 5, width: 40 };
  const taken = (circle) => ({
    ...{ width: 200, height: 100, boxes: [], leaders: [] },
    circles: [
      { key: "a", x: 40, y: 50, radius: 5 },
      { key: "b", x: 106, y: 50, radius: 8, ...circle },
    ],
  });
  assert.equal(room(label, taken({})).anchor, "start");
  for (const kind of [{ far: true }, { home: true }]) {
    const spot = room({ ...label, tied: true }, taken(kind));
    assert.ok(distance({ x: 106, y: 50, radius: 8 }, boxOf(label, spot)) >= 18);
  }
});

test("over random layouts no mark hides another, and the first order is kept each time", () => {
  for (let seed = 1; seed <= 200; seed += 1) {
    const next = random(seed);
    const discs = Array.from({ length: 1 + Math.floor(25 * next()) }, () => ({
      x: 600 * next(),
      y: 400 * next(),
      radius: 3 + 17 * next(),
    }));
    const places = spread(discs);
    assert.deepEqual(hidden(discs, places), []);
    assert.deepEqual(spread(discs), places);
  }
});

test("five sites of one town are fanned out, a chain of posts is not", () => {
  const town = [20, 16, 12, 7, 5].map((radius) => ({ x: 300, y: 200, radius }));
  const places = spread(town);
  assert.ok(places.every(({ x, y }) => Math.hypot(x - 300, y - 200) < 60));
  const chain = Array.from({ length: 60 }, (_, n) => ({ x: 8 * n, y: 50, radius: 5 }));
  assert.deepEqual(
    spread(chain),
    chain.map(({ x, y }) => ({ x, y })),
  );
});

const VIEW = { width: 400, height: 300 };
const project = ({ lon, lat }) => ({ x: 100 + 40 * lon, y: 150 - 40 * (lat - 11) });

test("an exit beyond the edge is an arrow that points to it; in view it stands where it lies", () => {
  const one = plan();
  const [, , port] = one.sites;
  Object.assign(port, { far: { angle: 0, label: "Port, 430 km" } });
  const [base, hub, arrow] = settled(one, project, () => 7, VIEW);
  assert.deepEqual([base.exact, hub.exact], [project(one.sites[0]), project(one.sites[1])]);
  assert.ok(arrow.far && arrow.x > 360 && Math.abs(arrow.angle) < 45);
  const [, , seen] = settled(one, project, () => 7, { width: 900, height: 300 });
  assert.deepEqual([seen.far, seen.exact], [undefined, project(port)]);
});

test("what has no place is a house at the edge, clear of the others", () => {
  const one = plan();
  one.sites[2].placed = false;
  const [base, hub, house] = settled(one, project, () => 7, VIEW);
  assert.ok(house.home && !house.exact);
  for (const other of [base, hub]) {
    assert.ok(Math.hypot(other.x - house.x, other.y - house.y) >= 60);
  }
});

test("the edge in a direction, under no button", () => {
  const from = { x: 200, y: 150 };
  assert.deepEqual(edge(from, { x: 900, y: 150 }, VIEW), { x: 370, y: 150, angle: 0 });
  assert.deepEqual(edge(from, { x: 200, y: -900 }, VIEW), { x: 200, y: 30, angle: -90 });
  assert.equal(edge(from, { x: 900, y: -300 }, VIEW).y, 92);
});

test("a free place at the edge is the nearest that has room", () => {
  const place = freeOf([{ x: 200, y: 30 }], { x: 200, y: 0 }, VIEW);
  assert.equal(place.y, 30);
  assert.ok(Math.abs(place.x - 200) >= 60);
});

test("sites that legs join, what is in view, headings and distances", () => {
  assert.deepEqual(linked(plan(), 1).toSorted(), [0, 2]);
  assert.ok(inside({ x: 5, y: 5 }, VIEW) && !inside({ x: 5, y: 5 }, VIEW, 10));
  assert.equal(heading({ x: 0, y: 0 }, { x: 0, y: 9 }), 90);
  assert.equal(apart({ x: 5, y: 3 }, { x: 0, y: 0 }, { x: 10, y: 0 }), 3);
});
