// Where marks stand on the axis of time, and what is written at them.
import { HOUR } from "./format.js";

const STEPS = [1, 3, 6, 12, 24, 48, 168, 336, 720];
const YEARS_STEP = 1440;

/** A step of this many hours or more is counted in months, which are not of one length. */
const MONTH = 720;

/** Returns the hours between two marks, such that a window has at most about ten. */
export function tickStep(hours) {
  return STEPS.find((step) => hours / step <= 10) ?? YEARS_STEP;
}

/** Returns how a text at a share of the window is anchored, so that none is cut at an end. */
export function anchor(share) {
  if (share < 0.03) {
    return "start";
  }
  return share > 0.97 ? "end" : "middle";
}

/**
 * Returns the marks of a window that begins at an hour and is some hours long: hour, share of the
 * window, text.
 */
export function ticks(plan, begin, span) {
  const step = tickStep(span);
  const all = step >= MONTH ? months(plan, step) : steps(plan, step);
  return all
    .filter(({ at }) => at >= begin - 1e-6 && at <= begin + span + 1e-6)
    .map(({ at, text }) => ({ at, text, share: (at - begin) / span }));
}

function written(plan, parts) {
  return new Intl.DateTimeFormat(plan.language, { timeZone: "UTC", ...parts });
}

function months(plan, step) {
  const format = written(plan, { month: "short" });
  const zero = plan.instant(0);
  const first = new Date(zero);
  const every = Math.max(1, Math.round(step / MONTH));
  const marks = [];
  for (let n = 0; ; n += every) {
    const when = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + n, 1));
    const at = (when.getTime() - zero) / HOUR;
    if (at > plan.hours) {
      return marks;
    }
    const year = when.getUTCMonth() === 0 ? ` ${when.getUTCFullYear()}` : "";
    marks.push({ at, text: format.format(when) + year });
  }
}

function steps(plan, step) {
  const days = written(plan, { day: "numeric", month: "short" });
  const hours = written(plan, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  const zero = plan.instant(0);
  const sinceMidnight = (zero / HOUR) % 24;
  const marks = [];
  for (let at = -sinceMidnight; at <= plan.hours; at += step) {
    const when = new Date(zero + at * HOUR);
    // Among hours midnight is told as its day.
    const format = step >= 24 || when.getUTCHours() === 0 ? days : hours;
    marks.push({ at, text: format.format(when) });
  }
  return marks;
}
