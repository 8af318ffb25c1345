import assert from "node:assert/strict";
import { test } from "node:test";
import { clamp, countUpTo, held } from "../src/steps.js";

const STEPS = [
  [0, "full"],
  [24, "thin"],
  [60, "closed"],
];

test("a value holds from its hour to the next one's", () => {
  const at = (hour) => held(STEPS, hour);
  assert.deepEqual([0, 23.999, 24, 59, 60, 1e6].map(at), [
    "full",
    "full",
    "thin",
    "thin",
    "closed",
    "closed",
  ]);
});

test("before the first value none holds", () => {
  assert.equal(held(STEPS, -1), undefined);
  assert.equal(held([], 0), undefined);
});

test("of two values at one hour the later holds", () => {
  const twice = [
    [5, "a"],
    [5, "b"],
  ];
  assert.equal(held(twice, 5), "b");
});

test("counting by halves agrees with counting one by one", () => {
  for (let length = 0; length < 12; length += 1) {
    const list = Array.from({ length }, (_, n) => Math.floor(n / 2));
    for (let at = -1; at < 7; at += 0.5) {
      assert.equal(countUpTo(list, at), list.filter((member) => member <= at).length);
    }
  }
});

test("a value is held between two others", () => {
  assert.deepEqual(
    [-1, 0.5, 2].map((value) => clamp(value, 0, 1)),
    [0, 0.5, 1],
  );
});
