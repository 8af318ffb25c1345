import assert from "node:assert/strict";
import { test } from "node:test";
import { plan } from "./small.js";

const one = plan();
const [road, air] = one.legs;
const [base, hub, port] = one.sites;
const [convoy, flight] = one.serials;

test("a moment lies in the period that has begun last", () => {
  assert.deepEqual(
    [-1, 0, 167.9, 168, 400].map((at) => one.period(at)),
    [0, 0, 0, 1, 1],
  );
  assert.deepEqual(
    [one.edges(0), one.edges(1)],
    [
      [0, 168],
      [168, 336],
    ],
  );
});

test("people, kit and state of a site over time", () => {
  assert.deepEqual(
    [0, 24, 50].map((at) => one.people(base, at)),
    [100, 40, 0],
  );
  assert.deepEqual(
    [0, 29, 30].map((at) => one.people(hub, at)),
    [0, 0, 60],
  );
  assert.equal(one.units(port, 10), 0);
  assert.deepEqual(
    [0, 24, 60].map((at) => one.state(base, at)),
    ["full", "thin", "closed"],
  );
});

test("a leg's threat now, and its highest", () => {
  assert.deepEqual(
    [0, 30, 60].map((at) => one.threat(road, at)[1]),
    [1, 3, 0],
  );
  assert.equal(one.threat(road, -1)[1], 1);
  assert.deepEqual(one.highest(road), [30, 3, 0.5]);
});

test("of the leaves of people and cargo the worse is shown", () => {
  assert.equal(one.leave(road, 0), "asked");
  assert.equal(one.leave(road, 20), "some");
  assert.equal(one.leave(air, 0), "granted");
});

test("a season closes a leg up to its end", () => {
  assert.deepEqual(
    [99, 100, 119.9, 120].map((at) => one.shut(road, at)),
    [false, true, true, false],
  );
});

test("what is under way, in the order of leaving", () => {
  const ids = (begin, end) => one.underWay(begin, end).map((serial) => serial.id);
  assert.deepEqual(
    [ids(0, 24), ids(0, 25), ids(46, 170), ids(0, 336)],
    [[], ["C1"], [], ["C1", "F1"]],
  );
});

test("what boards at a site next", () => {
  const leaving = (site, at) =>
    one.leaving(site, at).map(({ depart, serial }) => [depart, serial.id]);
  assert.deepEqual(leaving(0, 0), [[24, "C1"]]);
  assert.deepEqual(leaving(0, 25), []);
  // The convoy's way back from the hub carries nothing that boards there.
  assert.deepEqual(leaving(1, 0), [[170, "F1"]]);
});

test("where a serial is: between two sites, at a halt, nowhere", () => {
  const half = one.place(convoy, 27);
  assert.deepEqual([half.lon, half.lat, half.from.id, half.to.id], [2, 11, "base", "hub"]);
  const halt = one.place(convoy, 35);
  assert.deepEqual([halt.lon, halt.lat, halt.halted], [hub.lon, hub.lat, true]);
  assert.deepEqual(one.place(convoy, 43).to, base);
  assert.deepEqual([one.place(convoy, 23), one.place(convoy, 47)], [null, null]);
});

test("the way names the stops at which something happens", () => {
  assert.deepEqual(one.way(convoy), ["Base", "Hub", "Base"]);
  assert.deepEqual(one.way(flight), ["Hub", "Port"]);
  assert.deepEqual(
    [0, 1, 2].map((n) => one.stop(convoy, n)),
    ["Base", "Hub", "Base"],
  );
});

test("a way passes without a name where nothing happens", () => {
  const through = { ...convoy, loads: [{ item: 1, quantity: 1, board: 1, alight: 2 }] };
  assert.deepEqual(one.way(through), ["Base", "Base"]);
});

test("a redacted plan has no serials, and items as nothing", () => {
  const veiled = plan({ veiled: true, serials: [], items: {}, flows: [] });
  assert.deepEqual([veiled.items, veiled.underWay(0, 336)], [[], []]);
});
