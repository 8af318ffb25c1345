import assert from "node:assert/strict";
import { test } from "node:test";
import { amounts, band, folded, groundSources, largest, radius, townsOf } from "../src/features.js";
import { layers } from "../src/mapstyle.js";
import { markOf, scaled } from "../src/marks.js";
import { legTip, siteTip } from "../src/tips.js";
import { clock, plan } from "./small.js";

const at = (hour, changes = {}) => {
  const now = clock(plan(changes));
  now.go(hour);
  return [now.plan, now];
};
const whole = (changes = {}) => {
  const now = clock(plan(changes));
  return [now.plan, now];
};

test("what travels a leg: of a whole plan all, else the period's", () => {
  assert.deepEqual(amounts(...whole()), { byLeg: [9, 2], most: 9 });
  assert.deepEqual(amounts(...at(30)), { byLeg: [9, 1], most: 9 });
  assert.deepEqual(amounts(...at(200)), { byLeg: [0, 1], most: 1 });
});

test("bands tell no strengths that are kept back", () => {
  assert.deepEqual(amounts(...whole({ width: 50, flows: [] })), { byLeg: [0, 0], most: 1 });
});

test("bands and circles grow with the root of what they stand for", () => {
  const one = plan();
  const [base, hub, port] = one.sites;
  assert.deepEqual([band({ mode: "road" }, 4, 4), band({ mode: "air" }, 1, 4)], [12, 5]);
  assert.equal(band({ mode: "road" }, 0, 4), 0);
  assert.deepEqual([radius(one, base, 25), radius(one, hub, 0), radius(one, port, 90)], [12, 5, 7]);
  assert.equal(radius(one, base, 1e6), 20);
  assert.equal(radius(one, { ...base, role: "junction" }, 9), 4.5);
  assert.equal(radius(plan({ crowding: 0.6 }), base, 1e6), 12);
});

test("tips say a site and a leg at the moment", () => {
  const [one, now] = at(30);
  assert.equal(siteTip(one, now, one.sites[0]), "Base, base, thinned out: 40 people");
  // An exit's role and state are one word.
  assert.equal(siteTip(one, now, one.sites[2]), "Port, exit: 0 people");
  assert.equal(
    legTip(one, now, one.legs[0], 3),
    "Base – Hub, road; high threat; permitted to some nations: 3 vehicles",
  );
  assert.match(legTip(one, now, one.legs[1], 0), /not used$/);
});

test("tips say how far off an exit beyond the map is", () => {
  const [one, now] = at(30);
  const port = { ...one.sites[2], away: "90 km to the west" };
  assert.equal(siteTip(one, now, port), "Port, exit, 90 km to the west: 0 people");
});

test("marks: by state, an arrow beyond the edge, a house for what has no place", () => {
  const [one] = at(30);
  const [base, , port] = one.sites;
  assert.equal(markOf(base, "thin", null), "#mark-thin");
  assert.equal(markOf(port, "exit", { angle: 90 }), "#mark-far");
  assert.equal(markOf({ ...port, placed: false }, "exit", null), "#mark-home");
  assert.equal(scaled(6.54), "scale(6.5)");
  assert.equal(scaled(7, -90.4), "rotate(-90)scale(7)");
});

test("tips of a redacted plan tell no number", () => {
  const [one, now] = at(30, { veiled: true });
  assert.equal(siteTip(one, now, one.sites[0]), "Base, base, thinned out");
});

const GROUND = {
  view: [-10, 5, 10, 20],
  land: [],
  borders: [],
  lakes: [],
  rivers: [[[0, 0]]],
  countries: [["Mali", 0, 17, 5]],
  towns: [
    ["Gao", 0, 16.3, 1, 1e5],
    ["Bamako", -8, 12.6, 0, 2e6],
    ["Base", 1, 11, 2, 9],
    ["By the hub", 4.1, 12, 2, 9],
  ],
};

test("towns: capitals first, then the larger place; those that are sites are left out", () => {
  const [one] = at(30);
  assert.deepEqual(
    townsOf(one, GROUND).map(({ name }) => name),
    ["Bamako", "Gao"],
  );
  assert.equal(folded("Mopti-Sévaré"), " mopti sevare ");
});

test("the ground has a source for each of its layers", () => {
  const sources = groundSources(GROUND);
  assert.equal(sources.rivers.data.features[0].geometry.type, "LineString");
  const drawn = layers((name) => `#${name}`);
  for (const layer of drawn) {
    assert.ok(layer.source in sources || layer.type === "background", layer.id);
    assert.match(JSON.stringify(layer.paint), /#\w/, layer.id);
  }
});

test("a mark is laid out for the most people who are ever there", () => {
  const [one] = at(30);
  assert.equal(largest(one, 0), 20);
});
