import assert from "node:assert/strict";
import { test } from "node:test";
import { reading, tipLeft } from "../src/curves.js";
import { chosenOnPool, chosenOnSite } from "../src/lines.js";
import { advance, sliderSteps } from "../src/player.js";
import { anchor, tickStep, ticks } from "../src/ticks.js";
import { Window } from "../src/window.js";
import { plan } from "./small.js";

const texts = (...given) => ticks(...given).map((mark) => mark.text);

test("a window of any length has at most about ten marks", () => {
  for (const hours of [5, 24, 72, 168, 720, 4380]) {
    assert.ok(hours / tickStep(hours) <= 10, `${hours} h`);
  }
  assert.equal(tickStep(20000), 1440);
});

test("marks of days", () => {
  const week = plan();
  assert.deepEqual(texts(week, 0, 168).slice(0, 3), ["Jan 1", "Jan 2", "Jan 3"]);
  assert.deepEqual(
    ticks(week, 24, 48).map((mark) => mark.share),
    [0, 0.125, 0.25, 0.375, 0.5, 0.625, 0.75, 0.875, 1],
  );
});

test("among marks of hours midnight is its day", () => {
  assert.deepEqual(texts(plan(), 18, 12), ["18:00", "21:00", "Jan 2", "03:00", "06:00"]);
});

test("marks begin at midnight though the plan does not", () => {
  const noon = plan({ start: "2024-01-01T12:00:00" });
  assert.deepEqual(texts(noon, 0, 168)[0], "Jan 2");
});

test("marks of months, the year with January", () => {
  const year = plan({ start: "2023-11-15T00:00:00", hours: 24 * 200 });
  assert.deepEqual(texts(year, 0, 24 * 200), [
    "Dec",
    "Jan 2024",
    "Feb",
    "Mar",
    "Apr",
    "May",
    "Jun",
  ]);
});

test("texts at the ends of the axis are not cut", () => {
  assert.deepEqual([0, 0.5, 1].map(anchor), ["start", "middle", "end"]);
});

test("a window zooms about a place that stays", () => {
  const shown = new Window(336);
  shown.zoomBy(4, 0.75);
  assert.ok(Math.abs(shown.shareAt(0.75) - 0.75) < 1e-12);
  assert.deepEqual([shown.zoom, shown.span], [4, 84]);
});

test("a window stays within the plan and is never shorter than half a day", () => {
  const shown = new Window(336);
  shown.zoomBy(1000);
  assert.equal(shown.span, 12);
  shown.moveTo(5);
  assert.equal(shown.end, 336);
  shown.moveTo(-5);
  assert.equal(shown.begin, 0);
  shown.zoomBy(1e-9);
  assert.deepEqual([shown.zoom, shown.shift], [1, 0]);
});

test("the slider's way is the window's way", () => {
  const shown = new Window(336);
  assert.equal(shown.thousandths, 0);
  shown.zoomBy(4);
  shown.thousandths = 1000;
  assert.deepEqual([shown.end, shown.thousandths], [336, 1000]);
  shown.thousandths = 500;
  assert.equal(shown.begin, 126);
  shown.reset();
  assert.deepEqual([shown.begin, shown.end], [0, 336]);
});

test("what is outside the window is at its nearer end", () => {
  const shown = new Window(336);
  shown.zoomBy(4, 0);
  assert.deepEqual([shown.shareOf(0), shown.shareOf(42), shown.shareOf(300)], [0, 0.5, 1]);
});

test("a click on a site's line means a departure close to it, else the site", () => {
  const one = plan();
  assert.deepEqual(chosenOnSite(one, 0, 25, 2), { kind: "serial", index: 0, at: 24 });
  assert.deepEqual(chosenOnSite(one, 0, 30, 2), { kind: "site", index: 0, at: 30 });
  assert.deepEqual(chosenOnSite(one, 2, 30, 2), { kind: "site", index: 2, at: 30 });
});

test("a click on a fleet's line means the serial that it is on", () => {
  const one = plan();
  assert.deepEqual(chosenOnPool(one, "truck", 45, 2), { kind: "serial", index: 0, at: 45 });
  assert.equal(chosenOnPool(one, "truck", 60, 2), null);
  assert.equal(chosenOnPool(one, "bus", 45, 2), null);
});

test("the slider goes by hours in short missions and by quarters of a day in others", () => {
  assert.deepEqual(
    [sliderSteps(72, true), sliderSteps(336, false), sliderSteps(337, false)],
    [72, 56, 57],
  );
});

test("a period plays in a second, and a page that slept does not jump", () => {
  assert.equal(advance([0, 168], 100), 16.8);
  assert.equal(advance([0, 168], 60000), 33.6);
  assert.equal(advance([0, 168], -3), 0);
  assert.equal(advance([5, 5.25], 100), 0.1);
});

test("the values of curves at a sample, the topmost first", () => {
  const layers = [
    { name: "a", steps: [[0, 4]] },
    { name: "b", steps: [[5, 2]] },
    { name: "c", steps: [[0, 0]] },
  ];
  const rows = (sample) => reading(layers, sample).rows.map(({ name, amount }) => [name, amount]);
  assert.deepEqual(rows(5), [
    ["b", 2],
    ["a", 4],
  ]);
  assert.deepEqual([reading(layers, 5).total, rows(0)], [6, [["a", 4]]]);
});

test("a tip stands where it has room", () => {
  assert.deepEqual(
    [tipLeft(100, 0.1, 80), tipLeft(300, 0.9, 80), tipLeft(60, 0.6, 80)],
    [114, 206, 4],
  );
});
