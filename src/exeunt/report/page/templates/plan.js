// The plan at any moment, and the clock that map, lines and curves share.
const plan = (() => {
  const holder = byId("plan-data");
  if (!holder) { return null; }
  const found = JSON.parse(holder.textContent);
  const start = Date.parse(`${found.start}Z`), hour = 3600e3;
  const zone = { timeZone: "UTC" }, days = { day: "numeric", month: "short", year: "numeric" }, times = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" };
  const coarse = found.dates === "month" || found.dates === "none" ? { month: "long", year: "numeric" } : days;
  const dates = new Intl.DateTimeFormat(language, { ...zone, ...coarse, ...(found.fine && found.dates === "full" ? times : {}) });
  const moments = new Intl.DateTimeFormat(language, { ...zone, ...coarse, ...(found.dates === "full" ? times : {}) });
  const plurals = new Intl.PluralRules(language);
  const rounded = new Intl.NumberFormat(language, { maximumFractionDigits: 0 }), exact = new Intl.NumberFormat(language, { maximumSignificantDigits: 3 });
  const french = (text) => (language.startsWith("fr") ? text.replace(/^1 /, "1er ") : text);
  /** Prints a date as coarsely as dates are told. */
  const date = (at) => {
    const when = start + at * hour;
    return found.dates === "week" ? say("veil.week", { monday: french(dates.format(when - ((new Date(when).getUTCDay() + 6) % 7) * 24 * hour)) }) : french(dates.format(when));
  };
  const say = (key, filled = {}) => found.words[key].replace(/\{(\w+)\}/g, (_, name) => filled[name]);
  /** Returns the value of a list of [hour, value] that holds at a moment. */
  const held = (steps, at) => {
    let low = 0, high = steps.length;
    while (low < high) { const middle = (low + high) >> 1; if (steps[middle][0] <= at) { low = middle + 1; } else { high = middle; } }
    return low ? steps[low - 1][1] : undefined;
  };
  const period = (at) => {
    let low = 0, high = found.periods.length;
    while (low < high) { const middle = (low + high) >> 1; if (found.periods[middle] <= at) { low = middle + 1; } else { high = middle; } }
    return Math.max(0, low - 1);
  };
  const edges = (n) => [found.periods[n], n + 1 < found.periods.length ? found.periods[n + 1] : found.hours];
  const order = ["granted", "some", "asked", "dated", "refused"];
  for (const serial of found.serials) { serial.depart = serial.stages[0][2]; serial.arrive = serial.stages.at(-1)[3]; }
  const ends = (stage) => { const leg = found.legs[stage[0]]; return stage[1] ? [leg.a, leg.b] : [leg.b, leg.a]; };
  return {
    ...found, say, held, period, edges, ends,
    count: (key, n) => say(`n.${key}.${plurals.select(n) === "one" ? "one" : "other"}`, { n: rounded.format(n) }),
    /** Prints a strength from the lower end of its range: exact, as a range, or nothing. */
    strength: (n) => (n === null || found.width === 0 ? null : found.width === null ? rounded.format(n) : `${rounded.format(n)}–${rounded.format(n + found.width - 1)}`),
    strengths(key, n) { return n === null ? null : found.width === null ? this.count(key, n) : found.width === 0 ? say(`veil.${key}`) : say(`n.${key}.other`, { n: this.strength(n) }); },
    number: (n) => rounded.format(n), amount: (n) => exact.format(n),
    date, moment: (at) => (found.dates === "full" ? french(moments.format(start + at * hour)) : date(at)), instant: (at) => start + at * hour,
    /** Says a span in words: two dates, or one where both are the same; one that another follows ends on its last moment. */
    span: (begin, end) => {
      const [a, b] = [date(begin), date(end < found.hours ? Math.max(begin, end - 1e-3) : end)];
      return a === b ? a : say("live.week", { begin: a, end: b });
    },
    people: (site, at) => held(site.people, at) ?? 0, units: (site, at) => held(site.units, at) ?? 0,
    state: (site, at) => held(site.states, at) ?? site.states[0][1],
    threat: (leg, at) => leg.threat.findLast((step) => step[0] <= at) ?? leg.threat[0],
    highest: (leg) => leg.threat.reduce((most, step) => (step[2] > most[2] ? step : most)),
    leave: (leg, at) => ["people", "cargo"].map((p) => held(leg[p], at) ?? "granted").sort((a, b) => order.indexOf(b) - order.indexOf(a))[0],
    shut: (leg, at) => leg.closed.some(([a, b]) => a <= at && at < b),
    /** Returns the serials that are under way in a span, in the order of leaving. */
    underWay: (begin, end) => found.serials.filter((s) => s.depart < end && s.arrive > begin),
    /** Returns what boards at a site from a moment on: pairs of departure and serial, the next first. */
    leaving: (site, at) => found.serials.flatMap((serial) => {
      const boarding = new Set(serial.loads.map(([, , board]) => board - 1));
      return serial.stages.filter((stage, i) => stage[2] >= at && boarding.has(i) && ends(stage)[0] === site).map((stage) => [stage[2], serial]);
    }).sort((a, b) => a[0] - b[0]),
    /** Returns where a serial is: longitude, latitude, and the ends of the stage it is on (none at a halt); null where it is not under way. */
    place: (serial, at) => {
      if (at < serial.depart || at > serial.arrive) { return null; }
      const stage = serial.stages.find((s) => at <= s[3]) ?? serial.stages.at(-1), [a, b] = ends(stage).map((i) => found.sites[i]);
      const share = at <= stage[2] ? 0 : Math.min(1, (at - stage[2]) / Math.max(1e-9, stage[3] - stage[2]));
      return { lon: a.lon + share * (b.lon - a.lon), lat: a.lat + share * (b.lat - a.lat), from: a, to: b, halted: at < stage[2] };
    },
    /** Returns the sites of a serial's way, those at which nothing happens left out where there are many. */
    way: (serial) => {
      const calls = new Set([0, serial.stages.length]);
      for (const [, , board, alight] of serial.loads) { calls.add(board - 1); calls.add(alight); }
      const stops = [ends(serial.stages[0])[0], ...serial.stages.map((s) => ends(s)[1])];
      return stops.filter((_, i) => calls.has(i)).map((i) => found.sites[i].name);
    },
  };
})();

/** The clock: a moment, whether the whole plan is meant instead, whether it runs, what is chosen; whoever listens is told of changes. */
const clock = {
  at: 0, whole: true, playing: false, chosen: null, listeners: [],
  tell() { for (const listen of this.listeners) { listen(this); } },
  go(at) { this.at = Math.min(plan.hours, Math.max(0, at)); this.whole = false; this.tell(); },
  all() { this.whole = true; this.at = 0; this.tell(); },
  choose(kind, index) { this.chosen = kind === null ? null : { kind, index }; this.tell(); },
  /** Returns the threat on a leg now; of a whole plan the highest. */
  threat(leg) { return this.whole ? plan.highest(leg) : plan.threat(leg, this.at); },
  /** Says whether a season closes a leg now; of a whole plan it does not say. */
  shut(leg) { return !this.whole && plan.shut(leg, this.at); },
  span() { return this.whole ? [0, plan.hours] : plan.edges(plan.period(Math.min(this.at, plan.hours - 1e-6))); },
};
