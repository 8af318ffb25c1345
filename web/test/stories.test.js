import assert from "node:assert/strict";
import { test } from "node:test";
import { named } from "../src/page.js";
import {
  legFacts,
  legName,
  loadLines,
  onLeg,
  serialFacts,
  serialKind,
  serialNote,
  siteFacts,
  spanStory,
  stageLines,
} from "../src/stories.js";
import { clock, plan } from "./small.js";

const told = (facts) => Object.fromEntries(facts.map(({ label, value }) => [label, value]));
const at = (hour, changes = {}) => {
  const now = clock(plan(changes));
  now.go(hour);
  return [now.plan, now];
};

test("a site's story at a moment", () => {
  const [one, now] = at(30);
  assert.deepEqual(told(siteFacts(one, now, one.sites[0])), {
    state: "thinned out",
    people_now: "40",
    people_start: "100",
    units_now: "7",
    floor: "12",
    closes: "Jan 3, 2024",
    receiver: "Police",
  });
});

test("a site that stays tells no closing, one that could close says that it does not", () => {
  const [one, now] = at(30);
  assert.equal(told(siteFacts(one, now, one.sites[1])).closes, undefined);
  const open = { ...one.sites[0], close: null };
  assert.equal(told(siteFacts(one, now, open)).closes, "does not close");
});

test("a site's story with strengths kept back tells none", () => {
  const [one, now] = at(30, { width: 0 });
  const facts = told(siteFacts(one, now, one.sites[0]));
  assert.deepEqual(
    [facts.people_now, facts.people_start, facts.units_now],
    Array(3).fill(undefined),
  );
});

test("a leg's story: open, closed by season, of the whole plan", () => {
  const [one, now] = at(30);
  const [road] = one.legs;
  const facts = told(legFacts(one, now, road));
  assert.equal(legName(one, road), "Base – Hub");
  assert.deepEqual(
    [facts.threat, facts.people_leave, facts.cargo_leave, facts.uses],
    ["high threat, 0.5 strikes", "permitted", "permitted to some nations", "9 vehicles"],
  );
  now.go(110);
  assert.equal(told(legFacts(one, now, road)).people_leave, "closed by season");
  now.all();
  assert.equal(told(legFacts(one, now, road)).threat, "high threat, 0.5 strikes");
});

test("who is on a leg in the period", () => {
  const [one, now] = at(30);
  assert.deepEqual(
    onLeg(one, now, one.legs[0]).map((serial) => serial.id),
    ["C1"],
  );
  assert.deepEqual(onLeg(one, now, one.legs[1]), []);
});

test("a serial's story says where it is only while it moves", () => {
  const [one, now] = at(27);
  const [convoy] = one.serials;
  const facts = told(serialFacts(one, now, convoy));
  assert.equal(facts.state, "on the way Base – Hub");
  assert.deepEqual(
    [facts.vehicles, facts.passengers, facts.sorties],
    ["5 Trucks", "60", undefined],
  );
  now.go(35);
  assert.equal(told(serialFacts(one, now, convoy)).state, undefined, "at a halt");
  now.go(200);
  assert.equal(told(serialFacts(one, now, convoy)).state, undefined, "arrived");
});

test("stages and loads, without the serial's own vehicles", () => {
  const one = plan();
  const [out, back] = stageLines(one, one.serials[0]);
  assert.deepEqual(
    [out.stops, out.carried],
    ["Base → Hub", "5 vehicles, 60 people, 4 TEU, 12.5 t"],
  );
  assert.deepEqual([back.stops, back.carried], ["Hub → Base", "5 vehicles"]);
  assert.deepEqual(loadLines(one, one.serials[0]), [
    "Guards, 60: Base – Hub",
    "Jeeps, 7: Base – Hub",
  ]);
});

test("a serial in short", () => {
  const one = plan();
  const [convoy, flight] = one.serials;
  assert.equal(serialNote(one, convoy, 24), "Jan 2, 2024, 00:00, 60 people, 7 units");
  assert.equal(serialNote(one, flight), "20 people");
  assert.equal(serialNote(one, { ...flight, pax: 0, empty: true }), "empty");
  assert.equal(serialKind(one, { ...flight, empty: true }), "flight, empty");
});

test("the story of a period", () => {
  const story = spanStory(...at(30));
  assert.equal(story.title, "Jan 1, 2024 – Jan 7, 2024");
  assert.equal(story.summary, "1 convoy, 0 flights, 1 closing");
  assert.deepEqual(
    story.closes.map((site) => site.id),
    ["base"],
  );
  assert.deepEqual(
    story.serials.map((serial) => serial.id),
    ["C1"],
  );
  assert.equal(story.nothing, false);
});

test("of the whole plan closings are listed and movements counted", () => {
  const now = clock(plan());
  const story = spanStory(now.plan, now);
  assert.match(story.title, /^Whole plan: /);
  assert.deepEqual(
    [story.summary, story.serials, story.nothing],
    ["1 convoy, 1 flight, 1 closing", [], false],
  );
});

test("a redacted plan's period tells neither counts nor that nothing moves", () => {
  const story = spanStory(...at(30, { veiled: true, serials: [] }));
  assert.deepEqual([story.summary, story.serials, story.nothing], [null, [], false]);
});

test("a period without movement says so", () => {
  assert.equal(spanStory(...at(30, { serials: [] })).nothing, true);
});

test("an address names an element, whatever its letters", () => {
  assert.deepEqual(["#m-C1", "#m-A%20B", "#m-%"].map(named), ["m-C1", "m-A B", "m-%"]);
});
