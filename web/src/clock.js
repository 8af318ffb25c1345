// The clock that map, lines, curves and panel share.
import { clamp } from "./steps.js";

/**
 * A moment, or the whole plan; whether it runs; what is chosen. Who listens hears of every change.
 */
export class Clock {
  at = 0;
  whole = true;
  playing = false;
  chosen = null;
  listeners = [];

  constructor(plan) {
    this.plan = plan;
  }

  tell() {
    for (const listen of this.listeners) {
      listen(this);
    }
  }

  go(at) {
    this.at = clamp(at, 0, this.plan.hours);
    this.whole = false;
    this.tell();
  }

  all() {
    this.whole = true;
    this.at = 0;
    this.tell();
  }

  /** Chooses a site, a leg or a serial by its number; nothing where the kind is null. */
  choose(kind, index) {
    this.chosen = kind === null ? null : { kind, index };
    this.tell();
  }

  isChosen(kind, index) {
    return this.chosen?.kind === kind && this.chosen.index === index;
  }

  /** Returns what a print sets aside. */
  kept() {
    return { at: this.at, whole: this.whole, chosen: this.chosen };
  }

  /** Takes up what `kept` returned. */
  resume(kept) {
    Object.assign(this, kept);
    this.tell();
  }

  /** Returns the threat on a leg now; of a whole plan the highest. */
  threat(leg) {
    return this.whole ? this.plan.highest(leg) : this.plan.threat(leg, this.at);
  }

  /** Says whether a season closes a leg now; a whole plan has no now, so it says no. */
  shut(leg) {
    return !this.whole && this.plan.shut(leg, this.at);
  }

  /** Returns first and last hour of what is shown: the period of the moment, or the whole plan. */
  span() {
    // The last hour belongs to the last period, though that ends there.
    const inside = Math.min(this.at, this.plan.hours - 1e-6);
    return this.whole ? [0, this.plan.hours] : this.plan.edges(this.plan.period(inside));
  }

  /** Returns the hour at which the period begins that is so many steps from the present one. */
  stepped(by) {
    // From the whole plan the first step forward leads to the first period.
    const now = this.whole ? -1 : this.plan.period(this.at);
    return this.plan.periods[clamp(now + by, 0, this.plan.periods.length - 1)];
  }
}
