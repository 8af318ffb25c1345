import assert from "node:assert/strict";
import { test } from "node:test";
import { plan } from "./small.js";

test("words take what fills their blanks", () => {
  assert.equal(plan().say("live.tip", { what: "Base", n: "3" }), "Base: 3");
});

test("numbers go with the noun's form", () => {
  const one = plan();
  assert.equal(one.count("person", 1), "1 person");
  assert.equal(one.count("person", 0), "0 people");
  assert.equal(one.count("person", 1234.4), "1,234 people");
});

test("a form that the words do not have is the general one", () => {
  assert.equal(plan().count("unit", 1), "1 units");
});

test("forms are the language's: in French nought is one", () => {
  assert.equal(plan({}, "fr").count("person", 0), "0 person");
});

test("exact strengths", () => {
  const one = plan();
  assert.equal(one.strength(40), "40");
  assert.equal(one.strengths("vehicle", 9), "9 vehicles");
  assert.equal(one.strengths("vehicle", null), null);
});

test("strengths kept back to ranges are never told exactly", () => {
  const ranges = plan({ width: 50 });
  assert.equal(ranges.strength(100), "100–149");
  assert.equal(ranges.strengths("vehicle", 0), "0–49 vehicles");
});

test("strengths kept back altogether are not told at all", () => {
  const none = plan({ width: 0 });
  assert.equal(none.strength(100), null);
  assert.equal(none.strengths("vehicle", 9), "vehicles (number not shown)");
});

test("dates and moments", () => {
  const one = plan();
  assert.equal(one.date(30), "Jan 2, 2024");
  assert.equal(one.moment(30.5), "Jan 2, 2024, 06:30");
  assert.equal(one.date(30), plan({ dates: "day" }).moment(30));
});

test("a short mission's dates have hours", () => {
  assert.equal(plan({ fine: true }).date(30), "Jan 2, 2024, 06:00");
});

test("coarse dates tell nothing finer, however they are asked for", () => {
  for (const fine of [false, true]) {
    const week = plan({ dates: "week", fine });
    // 10 January 2024 is a Wednesday, 7 January a Sunday.
    assert.equal(week.date(9 * 24 + 5), "week of Jan 8, 2024");
    assert.equal(week.moment(6 * 24 + 23), "week of Jan 1, 2024");
    assert.equal(plan({ dates: "month", fine }).moment(30), "January 2024");
    assert.equal(plan({ dates: "none", fine }).date(30), "January 2024");
    assert.equal(plan({ dates: "day", fine }).moment(30.5), "Jan 2, 2024");
  }
});

test("French writes the first of a month as an ordinal", () => {
  const french = plan({}, "fr");
  assert.match(french.date(0), /^1er janv/);
  assert.match(french.date(24), /^2 janv/);
  assert.match(french.date(10 * 24), /^11 janv/);
});

test("a span is two dates, or one", () => {
  const one = plan();
  assert.equal(one.span(0, 168), "Jan 1, 2024 – Jan 7, 2024");
  assert.equal(one.span(0, 24), "Jan 1, 2024");
  assert.equal(one.span(168, 336), "Jan 8, 2024 – Jan 15, 2024");
});

test("what sites are shown as of is an end of the period where dates are coarse", () => {
  assert.equal(plan().as(30.5), "Jan 2, 2024, 06:30");
  const month = plan({ dates: "month" });
  assert.equal(month.as(30.5), "January 2024, sites as at its beginning");
  const day = plan({ dates: "day" });
  assert.equal(day.as(23.9), "Jan 1, 2024, sites as at its beginning");
  assert.equal(day.as(24 - 1 / 60), "Jan 2, 2024, sites as at its beginning");
  assert.equal(month.as(month.hours), "January 2024, sites as at its end");
});
