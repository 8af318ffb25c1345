import assert from "node:assert/strict";
import { test } from "node:test";
import { clock, plan } from "./small.js";

const ticking = () => clock(plan());

test("it begins with the whole plan", () => {
  const now = ticking();
  assert.deepEqual([now.whole, now.span()], [true, [0, 336]]);
});

test("a moment is held within the plan, and everybody hears of it", () => {
  const now = ticking();
  const heard = [];
  now.listeners.push((one) => heard.push(one.at));
  for (const at of [30, -5, 1e9]) {
    now.go(at);
  }
  assert.deepEqual(heard, [30, 0, 336]);
  assert.equal(now.whole, false);
});

test("the span is the moment's period, to the very end", () => {
  const now = ticking();
  now.go(30);
  assert.deepEqual(now.span(), [0, 168]);
  now.go(336);
  assert.deepEqual(now.span(), [168, 336]);
});

test("steps go from period to period and stop at the ends", () => {
  const now = ticking();
  assert.deepEqual([now.stepped(1), now.stepped(-1)], [0, 0]);
  now.go(30);
  assert.deepEqual([now.stepped(1), now.stepped(-1), now.stepped(5)], [168, 0, 168]);
});

test("one thing is chosen, or nothing", () => {
  const now = ticking();
  now.choose("leg", 1);
  assert.deepEqual([now.isChosen("leg", 1), now.isChosen("site", 1)], [true, false]);
  now.choose(null);
  assert.equal(now.isChosen("leg", 1), false);
});

test("a whole plan shows the highest threat and no season", () => {
  const now = ticking();
  const [road] = now.plan.legs;
  assert.deepEqual([now.threat(road)[1], now.shut(road)], [3, false]);
  now.go(110);
  assert.deepEqual([now.threat(road)[1], now.shut(road)], [0, true]);
});

test("a print sets the clock aside and gives it back", () => {
  const now = ticking();
  now.go(30);
  now.choose("site", 0);
  const kept = now.kept();
  now.resume({ at: 0, whole: true, chosen: null });
  assert.equal(now.whole, true);
  now.resume(kept);
  assert.deepEqual([now.at, now.whole, now.isChosen("site", 0)], [30, false, true]);
});
