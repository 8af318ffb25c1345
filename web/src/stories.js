// What the panel tells of a site, a leg, a serial and a span, as texts.

/** Returns label and value of what is known; what is not is left out. */
function facts(plan, pairs) {
  return pairs
    .filter(([, value]) => value !== null && value !== undefined && value !== "")
    .map(([label, value]) => ({ label: plan.say(label), value }));
}

/** Joins the parts that say something. */
const listed = (...parts) => parts.filter(Boolean).join(", ");

/** Returns when a site closes; null for one that has no closing to speak of. */
function closing(plan, site, at) {
  if (site.close !== null) {
    return plan.date(site.close);
  }
  const stays =
    plan.state(site, at) === "stays" || site.role === "exit" || site.role === "junction";
  return stays ? null : plan.say("live.not_closing");
}

export function siteFacts(plan, clock, site) {
  const { at } = clock;
  return facts(plan, [
    ["live.state", plan.say(`sitestate.${plan.state(site, at)}`)],
    ["live.people_now", plan.strength(plan.people(site, at))],
    ["live.people_start", plan.strength(site.begun)],
    ["live.units_now", site.units.length ? plan.strength(plan.units(site, at)) : null],
    ["live.floor", site.floor ? plan.number(site.floor) : null],
    ["live.closes", closing(plan, site, at)],
    ["live.receiver", site.receiver],
  ]);
}

export const legName = (plan, leg) => `${plan.sites[leg.a].name} – ${plan.sites[leg.b].name}`;

export function legFacts(plan, clock, leg) {
  const [, level, strikes] = clock.threat(leg);
  const word = plan.say(`threat.${level}`);
  const leave = (payload) =>
    clock.shut(leg)
      ? plan.say("live.closed")
      : plan.say(`leave.${plan.leaveFor(leg, payload, clock.at)}`);
  const noun = leg.mode === "air" ? "sortie" : "vehicle";
  return facts(plan, [
    ["live.length", plan.say("live.km", { n: plan.number(leg.km) })],
    ["live.travel", plan.say("live.hours", { n: plan.amount(leg.hours) })],
    ["live.threat", level ? plan.say("live.strikes", { word, n: plan.amount(strikes) }) : word],
    ["live.people_leave", leave("people")],
    ["live.cargo_leave", leave("cargo")],
    ["live.uses", plan.strengths(noun, leg.uses)],
    ["live.harm", leg.harm === null ? null : plan.amount(leg.harm)],
  ]);
}

/** Returns the serials that are on a leg in the clock's span. */
export function onLeg(plan, clock, leg) {
  const [begin, end] = clock.span();
  const index = plan.legs.indexOf(leg);
  return plan.serials.filter((serial) =>
    serial.stages.some(
      (stage) => stage.leg === index && stage.depart < end && stage.arrive > begin,
    ),
  );
}

export const route = (plan, serial) => plan.way(serial).join(" → ");

export function serialKind(plan, serial) {
  return listed(plan.say(`kind.${serial.kind}`), serial.empty && plan.say("live.empty"));
}

export function serialFacts(plan, clock, serial) {
  const place = clock.whole ? null : plan.place(serial, clock.at);
  const here =
    place && !place.halted
      ? plan.say("live.now_here", { origin: place.from.name, destination: place.to.name })
      : null;
  const lifts = serial.loads
    .filter((load) => plan.isLift(load))
    .map((load) => `${plan.number(load.quantity)} ${plan.items[load.item].name}`);
  return facts(plan, [
    ["live.way", route(plan, serial)],
    ["live.departs", plan.moment(serial.depart)],
    ["live.arrives", plan.moment(serial.arrive)],
    ["live.state", here],
    ["live.sorties", serial.kind === "flight" ? plan.number(serial.sorties) : null],
    ["live.vehicles", lifts.join(", ")],
    ["live.passengers", plan.number(serial.pax)],
    ["live.kit", plan.number(serial.units)],
    ["live.harm", plan.amount(serial.harm)],
  ]);
}

/** Returns a serial's stages: between which stops, when, with what. */
export function stageLines(plan, serial) {
  return serial.stages.map((stage, n) => ({
    stops: `${plan.stop(serial, n)} → ${plan.stop(serial, n + 1)}`,
    when: plan.say("live.week", {
      begin: plan.moment(stage.depart),
      end: plan.moment(stage.arrive),
    }),
    carried: listed(
      stage.vehicles && plan.count("vehicle", stage.vehicles),
      stage.people && plan.count("person", stage.people),
      stage.teu && plan.say("live.teu", { n: plan.amount(stage.teu) }),
      stage.tonnes && plan.say("live.t", { n: plan.amount(stage.tonnes) }),
    ),
  }));
}

/** Returns what a serial has aboard besides its own vehicles, and from where to where. */
export function loadLines(plan, serial) {
  return serial.loads
    .filter((load) => !plan.isLift(load))
    .map((load) =>
      plan.say("live.aboard", {
        what: plan.items[load.item].name,
        n: plan.number(load.quantity),
        origin: plan.stop(serial, load.board - 1),
        destination: plan.stop(serial, load.alight),
      }),
    );
}

/**
 * Returns what a serial carries in short, after the moment at which it leaves where that is given.
 */
export function serialNote(plan, serial, departs = null) {
  return listed(
    departs !== null && plan.moment(departs),
    serial.pax && plan.count("person", serial.pax),
    serial.units && plan.count("unit", serial.units),
    serial.empty && plan.say("live.empty"),
  );
}

/**
 * Returns what happens in the clock's span: its title, a summary, the sites that close, the
 * serials under way.
 */
export function spanStory(plan, clock) {
  const [begin, end] = clock.span();
  const closes = plan.sites.filter(
    (site) => site.close !== null && site.close >= begin && (site.close < end || clock.whole),
  );
  const moving = plan.underWay(begin, end);
  const flights = moving.filter((serial) => serial.kind === "flight");
  const counts = {
    convoys: plan.count("convoy", moving.length - flights.length),
    flights: plan.count("flight", flights.length),
    closings: plan.count("closing", closes.length),
  };
  const span = plan.span(begin, end);
  return {
    title: clock.whole ? plan.say("live.whole", { span }) : span,
    // What keeps serials back keeps their number back too.
    summary: plan.veiled ? null : plan.say("live.in_short", counts),
    closes,
    // Of a whole plan the list would be the movement table, which has its own place.
    serials: clock.whole ? [] : moving,
    nothing: moving.length === 0 && !clock.whole && !plan.veiled,
  };
}
