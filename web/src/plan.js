// The plan at any moment: who is where, what is under way, which leg is open and how dangerous.
import { Format } from "./format.js";
import { countUpTo, held } from "./steps.js";

/** From the best leave to the worst: of two that hold on a leg the worse one is shown. */
const LEAVES = ["granted", "some", "asked", "dated", "refused"];

const LIFTS = ["vehicle", "aircraft"];

/** The fields of a stage, which travels as a list to keep the page small. */
export function stageOf([leg, forward, depart, arrive, vehicles, people, teu, tonnes]) {
  return { leg, forward, depart, arrive, vehicles, people, teu, tonnes };
}

/** The fields of a load: which item, how many, from which stage (counted from 1) to which. */
export function loadOf([item, quantity, board, alight]) {
  return { item, quantity, board, alight };
}

export class Plan extends Format {
  constructor(data, language) {
    super(data, language);
    this.deadline = data.deadline;
    this.fine = data.fine;
    this.veiled = data.veiled;
    this.periods = data.periods;
    this.most = data.most;
    this.crowding = data.crowding;
    this.sites = data.sites;
    this.legs = data.legs;
    this.flows = data.flows;
    this.items = Array.from(data.items, ([kind, id, name]) => ({ kind, id, name }));
    this.serials = data.serials.map((serial) => {
      const stages = serial.stages.map(stageOf);
      return {
        ...serial,
        stages,
        loads: serial.loads.map(loadOf),
        depart: stages[0].depart,
        arrive: stages.at(-1).arrive,
      };
    });
  }

  /** Returns the number of the period that a moment lies in. */
  period(at) {
    return Math.max(0, countUpTo(this.periods, at) - 1);
  }

  /** Returns the first hour of a period and the first after it. */
  edges(n) {
    return [this.periods[n], n + 1 < this.periods.length ? this.periods[n + 1] : this.hours];
  }

  /** Returns the numbers of the sites at which a stage begins and ends. */
  ends(stage) {
    const leg = this.legs[stage.leg];
    return stage.forward ? [leg.a, leg.b] : [leg.b, leg.a];
  }

  people(site, at) {
    return held(site.people, at) ?? 0;
  }

  units(site, at) {
    return held(site.units, at) ?? 0;
  }

  state(site, at) {
    return held(site.states, at) ?? site.states[0][1];
  }

  /** Returns [hour from which it holds, level, strikes] of the threat on a leg. */
  threat(leg, at) {
    return leg.threat.findLast(([hour]) => hour <= at) ?? leg.threat[0];
  }

  /** Returns the highest threat on a leg in the whole plan. */
  highest(leg) {
    return leg.threat.reduce((most, step) => (step[2] > most[2] ? step : most));
  }

  /** Returns the worse of the leaves that people and cargo have on a leg. */
  leave(leg, at) {
    const [people, cargo] = [this.leaveFor(leg, "people", at), this.leaveFor(leg, "cargo", at)];
    return LEAVES.indexOf(cargo) > LEAVES.indexOf(people) ? cargo : people;
  }

  /** Returns the leave that a payload has on a leg; what nobody had to ask for is granted. */
  leaveFor(leg, payload, at) {
    return held(leg[payload], at) ?? "granted";
  }

  /** Says whether a season closes a leg. */
  shut(leg, at) {
    return leg.closed.some(([begin, end]) => begin <= at && at < end);
  }

  /** Returns the serials that are under way in a span, in the order of leaving. */
  underWay(begin, end) {
    return this.serials.filter((serial) => serial.depart < end && serial.arrive > begin);
  }

  /**
   * Returns what boards at a site from a moment on, the next first: each with its hour and serial.
   */
  leaving(index, at) {
    const boardings = this.serials.flatMap((serial) => {
      const boarding = new Set(serial.loads.map((load) => load.board - 1));
      return serial.stages
        .filter(
          (stage, n) => stage.depart >= at && boarding.has(n) && this.ends(stage)[0] === index,
        )
        .map((stage) => ({ depart: stage.depart, serial }));
    });
    return boardings.sort((a, b) => a.depart - b.depart);
  }

  /**
   * Returns where a serial is: longitude, latitude, the sites its stage joins, the share of the way
   * between them, and whether it halts before that stage; null where it is not under way.
   */
  place(serial, at) {
    if (at < serial.depart || at > serial.arrive) {
      return null;
    }
    const stage = serial.stages.find((one) => at <= one.arrive) ?? serial.stages.at(-1);
    const [from, to] = this.ends(stage).map((index) => this.sites[index]);
    const passed = (at - stage.depart) / Math.max(1e-9, stage.arrive - stage.depart);
    const share = at <= stage.depart ? 0 : Math.min(1, passed);
    return {
      lon: from.lon + share * (to.lon - from.lon),
      lat: from.lat + share * (to.lat - from.lat),
      from,
      to,
      share,
      halted: at < stage.depart,
    };
  }

  /**
   * Returns the names of a serial's stops: its ends, and the sites at which something boards or
   * alights.
   */
  way(serial) {
    const calls = new Set([0, serial.stages.length]);
    for (const load of serial.loads) {
      calls.add(load.board - 1);
      calls.add(load.alight);
    }
    const stops = [
      this.ends(serial.stages[0])[0],
      ...serial.stages.map((stage) => this.ends(stage)[1]),
    ];
    return stops.filter((_, n) => calls.has(n)).map((index) => this.sites[index].name);
  }

  /** Returns the name of a serial's nth stop, counted from 0. */
  stop(serial, n) {
    const index = n === 0 ? this.ends(serial.stages[0])[0] : this.ends(serial.stages[n - 1])[1];
    return this.sites[index].name;
  }

  /** Says whether a load is itself a vehicle or an aircraft of the serial. */
  isLift(load) {
    return LIFTS.includes(this.items[load.item].kind);
  }
}
