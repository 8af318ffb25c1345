import assert from "node:assert/strict";
import { test } from "node:test";
import { amounts, band, groundSources, movers, radius, spots, ways } from "../src/features.js";
import { LEG_LAYERS, layers } from "../src/mapstyle.js";
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
const properties = (features) => features.features.map((feature) => feature.properties);

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

test("legs with their threat, leave and choice", () => {
  const [one, now] = at(110);
  now.choose("leg", 0);
  const [road, air] = properties(ways(one, now));
  assert.deepEqual([road.threat, road.leave, road.chosen], [0, "shut", true]);
  assert.deepEqual([air.mode, air.leave, air.chosen], ["air", "granted", false]);
});

test("sites with their state and people", () => {
  const [base, hub] = properties(spots(...at(30)));
  assert.deepEqual([base.name, base.state, base.sort], ["Base", "thin", -40]);
  assert.deepEqual([hub.state, hub.sort], ["stays", -60]);
});

test("movers are where they are, and nowhere in a whole plan", () => {
  const [mover] = movers(...at(27)).features;
  assert.deepEqual([mover.geometry.coordinates, mover.properties.name], [[2, 11], "C1"]);
  assert.deepEqual(movers(...at(60)).features, []);
  assert.deepEqual(movers(...whole()).features, []);
});

test("the ground: capitals first, then the larger place", () => {
  const ground = {
    land: [],
    borders: [],
    lakes: [],
    rivers: [[[0, 0]]],
    countries: [["Mali", 0, 17, 5]],
    towns: [
      ["Bamako", -8, 12.6, 0, 2e6],
      ["Gao", 0, 16.3, 1, 1e5],
    ],
  };
  const sources = groundSources(ground);
  const [bamako, gao] = properties(sources.towns.data);
  assert.ok(bamako.sort < gao.sort);
  assert.equal(sources.rivers.data.features[0].geometry.type, "LineString");
});

test("every layer of the map has a colour and a source, and its own name", () => {
  const drawn = layers((name) => `#${name}`);
  const ids = drawn.map((layer) => layer.id);
  assert.equal(new Set(ids).size, ids.length);
  assert.deepEqual(
    LEG_LAYERS.filter((id) => !ids.includes(id)),
    [],
  );
  for (const layer of drawn) {
    assert.ok(layer.source || layer.type === "background", layer.id);
    assert.match(JSON.stringify(layer.paint), /#\w/, layer.id);
  }
});

test("a leg of every leave is on exactly one layer", () => {
  const drawn = layers(() => "#000").filter((layer) => LEG_LAYERS.includes(layer.id));
  const leaves = drawn.flatMap((layer) => layer.filter[2][1]);
  assert.deepEqual(leaves.toSorted(), ["asked", "dated", "granted", "refused", "shut", "some"]);
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
