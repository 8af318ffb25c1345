// A small plan as the page is given one: a base and a hub, a road, an air leg, two serials in two
// weeks.
import { Clock } from "../src/clock.js";
import { Plan } from "../src/plan.js";

const WEEK = 168;

const WORDS = {
  "role.base": "base",
  "role.hub": "hub",
  "role.exit": "exit",
  "mode.road": "road",
  "mode.air": "air",
  "kind.convoy": "convoy",
  "kind.flight": "flight",
  "sitestate.full": "open",
  "sitestate.thin": "thinned out",
  "sitestate.closed": "closed",
  "sitestate.stays": "stays open",
  "sitestate.exit": "exit",
  "threat.0": "no threat known",
  "threat.1": "low threat",
  "threat.3": "high threat",
  "leave.granted": "permitted",
  "leave.some": "permitted to some nations",
  "leave.asked": "asked for",
  "n.person.one": "{n} person",
  "n.person.other": "{n} people",
  "n.unit.other": "{n} units",
  "n.vehicle.one": "{n} vehicle",
  "n.vehicle.other": "{n} vehicles",
  "n.sortie.other": "{n} sorties",
  "n.convoy.one": "{n} convoy",
  "n.convoy.other": "{n} convoys",
  "n.flight.one": "{n} flight",
  "n.flight.other": "{n} flights",
  "n.closing.one": "{n} closing",
  "n.closing.other": "{n} closings",
  "veil.week": "week of {monday}",
  "veil.vehicle": "vehicles (number not shown)",
  "live.week": "{begin} – {end}",
  "live.whole": "Whole plan: {span}",
  "live.in_short": "{convoys}, {flights}, {closings}",
  "live.tip": "{what}: {n}",
  "live.leg": "{origin} – {destination}, {mode}; {threat}; {leave}",
  "live.unused": "not used",
  "live.closed": "closed by season",
  "live.empty": "empty",
  "live.strikes": "{word}, {n} strikes",
  "live.now_here": "on the way {origin} – {destination}",
  "live.aboard": "{what}, {n}: {origin} – {destination}",
  "live.teu": "{n} TEU",
  "live.t": "{n} t",
  "live.km": "{n} km",
  "live.hours": "{n} h",
  "live.not_closing": "does not close",
};

/** Labels are told by the last part of their key. */
const LABELS =
  "state people_now people_start units_now floor closes receiver length travel threat " +
  "people_leave cargo_leave uses harm way departs arrives sorties vehicles passengers kit";
for (const label of LABELS.split(" ")) {
  WORDS[`live.${label}`] = label;
}

const SMALL = {
  start: "2024-01-01T00:00:00",
  hours: 2 * WEEK,
  deadline: WEEK + 24,
  fine: false,
  veiled: false,
  width: null,
  dates: "full",
  periods: [0, WEEK],
  words: WORDS,
  most: 100,
  sites: [
    {
      id: "base",
      name: "Base",
      lon: 0,
      lat: 10,
      role: "base",
      link: "site-1",
      floor: 12,
      receiver: "Police",
      begun: 100,
      close: 60,
      people: [
        [0, 100],
        [24, 40],
        [48, 0],
      ],
      units: [
        [0, 7],
        [48, 0],
      ],
      states: [
        [0, "full"],
        [24, "thin"],
        [60, "closed"],
      ],
    },
    {
      id: "hub",
      name: "Hub",
      lon: 4,
      lat: 12,
      role: "hub",
      link: "",
      floor: 0,
      receiver: "",
      begun: 0,
      close: null,
      people: [[30, 60]],
      units: [],
      states: [[0, "stays"]],
    },
    {
      id: "port",
      name: "Port",
      lon: 8,
      lat: 12,
      role: "exit",
      link: "",
      floor: 0,
      receiver: "",
      begun: 0,
      close: null,
      people: [],
      units: [],
      states: [[0, "exit"]],
    },
  ],
  legs: [
    {
      id: "road",
      a: 0,
      b: 1,
      mode: "road",
      km: 300,
      hours: 6,
      threat: [
        [0, 1, 0.1],
        [30, 3, 0.5],
        [60, 0, 0],
      ],
      people: [
        [0, "asked"],
        [20, "granted"],
      ],
      cargo: [[0, "some"]],
      closed: [[100, 120]],
      harm: 0.25,
      uses: 9,
    },
    {
      id: "air",
      a: 1,
      b: 2,
      mode: "air",
      km: 400,
      hours: 1.5,
      threat: [[0, 0, 0]],
      people: [],
      cargo: [],
      closed: [],
      harm: null,
      uses: 2,
    },
  ],
  flows: [
    [0, 0, 9],
    [1, 0, 1],
    [1, 1, 1],
  ],
  items: [
    ["vehicle", "truck", "Trucks"],
    ["party", "guards", "Guards"],
    ["lot", "jeeps", "Jeeps"],
  ],
  serials: [
    {
      id: "C1",
      kind: "convoy",
      stages: [
        [0, 1, 24, 30, 5, 60, 4, 12.5],
        [0, 0, 40, 46, 5, 0, 0, 0],
      ],
      sorties: 1,
      empty: false,
      harm: 0.125,
      pax: 60,
      units: 7,
      loads: [
        [0, 5, 1, 2],
        [1, 60, 1, 1],
        [2, 7, 1, 1],
      ],
    },
    {
      id: "F1",
      kind: "flight",
      stages: [[1, 1, 170, 171.5, 0, 20, 0, 0]],
      sorties: 2,
      empty: false,
      harm: 0,
      pax: 20,
      units: 0,
      loads: [[1, 20, 1, 1]],
    },
  ],
};

export const small = (changes = {}) => ({ ...structuredClone(SMALL), ...changes });

export const plan = (changes, language = "en") => new Plan(small(changes), language);

export const clock = (one) => new Clock(one);
