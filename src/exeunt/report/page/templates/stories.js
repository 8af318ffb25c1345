// The panel beside the map: the story of what is chosen, and what is under way.
const panel = plan && byId("panel");

const go = (text, act, kind = "link") => { const button = make("button", { type: "button", className: kind, textContent: text }); button.addEventListener("click", act); return button; };
const fact = (label, value) => (value === null || value === undefined || value === "" ? [] : [make("dt", { textContent: label }), make("dd", {}, value)]);
const facts = (...pairs) => make("dl", {}, ...pairs.flatMap(([label, value]) => fact(plan.say(label), value)));

function siteStory(site) {
  const at = clock.at, gone = plan.serials.filter((s) => s.depart >= at && s.stages.some((stage) => plan.sites[plan.ends(stage)[0]] === site)).slice(0, 5);
  const closes = site.close !== null ? plan.date(site.close) : plan.state(site, at) === "stays" || site.role === "exit" || site.role === "junction" ? null : plan.say("live.not_closing");
  return [
    make("h3", { textContent: site.name }), make("p", { className: "kind", textContent: plan.say(`role.${site.role}`) }),
    facts(
      ["live.state", plan.say(`sitestate.${plan.state(site, at)}`)], ["live.people_now", plan.strength(plan.people(site, at))],
      ["live.people_start", plan.strength(site.begun)], ["live.units_now", site.units.length ? plan.strength(plan.units(site, at)) : null],
      ["live.floor", site.floor ? plan.number(site.floor) : null], ["live.closes", closes], ["live.receiver", site.receiver],
    ),
    gone.length ? make("p", { className: "kind", textContent: plan.say("live.next") }) : null,
    gone.length ? make("ul", {}, ...gone.map((s) => make("li", {}, serialButton(s)))) : null,
    site.link ? make("p", {}, make("a", { href: `#${site.link}`, textContent: plan.say("live.more_about") })) : null,
  ];
}

function legStory(leg) {
  const at = clock.at, [begin, end] = clock.span(), [a, b] = [plan.sites[leg.a], plan.sites[leg.b]], [, level, strikes] = plan.threat(leg, at);
  const index = plan.legs.indexOf(leg), here = plan.serials.filter((s) => s.stages.some((stage) => stage[0] === index && stage[2] < end && stage[3] > begin));
  const leave = (payload) => (plan.shut(leg, at) ? plan.say("live.closed") : plan.say(`leave.${plan.held(leg[payload], at) ?? "granted"}`));
  const word = plan.say(`threat.${level}`);
  return [
    make("h3", { textContent: `${a.name} – ${b.name}` }), make("p", { className: "kind", textContent: plan.say(`mode.${leg.mode}`) }),
    facts(
      ["live.length", plan.say("live.km", { n: plan.number(leg.km) })], ["live.travel", plan.say("live.hours", { n: plan.amount(leg.hours) })],
      ["live.threat", level ? plan.say("live.strikes", { word, n: plan.amount(strikes) }) : word], ["live.people_leave", leave("people")], ["live.cargo_leave", leave("cargo")],
      ["live.uses", plan.strengths(leg.mode === "air" ? "sortie" : "vehicle", leg.uses)], ["live.harm", leg.harm === null ? null : plan.amount(leg.harm)],
    ),
    make("ul", {}, ...here.slice(0, 12).map((s) => make("li", {}, serialButton(s)))),
  ];
}

function serialStory(serial) {
  const place = clock.whole ? null : plan.place(serial, clock.at), at = place && !place.halted && plan.say("live.now_here", { origin: place.from.name, destination: place.to.name });
  const stop = (n) => plan.sites[n === 0 ? plan.ends(serial.stages[0])[0] : plan.ends(serial.stages[n - 1])[1]].name;
  const aboard = serial.loads.filter(([item]) => !["vehicle", "aircraft"].includes(plan.items[item][0]));
  const lifts = serial.loads.filter(([item]) => ["vehicle", "aircraft"].includes(plan.items[item][0]));
  const line = ([item, n, board, alight]) => make("li", { textContent: plan.say("live.aboard", { what: plan.items[item][2], n: plan.number(n), origin: stop(board - 1), destination: stop(alight) }) });
  return [
    make("h3", { textContent: serial.id }), make("p", { className: "kind", textContent: plan.say(`kind.${serial.kind}`) + (serial.empty ? `, ${plan.say("live.empty")}` : "") }),
    facts(
      ["live.way", plan.way(serial).join(" → ")], ["live.departs", plan.moment(serial.depart)], ["live.arrives", plan.moment(serial.arrive)], ["live.state", at],
      ["live.sorties", serial.kind === "flight" ? plan.number(serial.sorties) : null], ["live.vehicles", lifts.map(([item, n]) => `${plan.number(n)} ${plan.items[item][2]}`).join(", ")],
      ["live.passengers", plan.number(serial.pax)], ["live.kit", plan.number(serial.units)], ["live.harm", plan.amount(serial.harm)],
    ),
    aboard.length ? make("p", { className: "kind", textContent: plan.say("live.load") }) : null, make("ul", {}, ...aboard.slice(0, 40).map(line)),
    make("p", {}, make("a", { href: `#m-${serial.id}`, textContent: plan.say("live.row") })),
  ];
}

function serialButton(serial) {
  const carries = [serial.pax ? plan.count("person", serial.pax) : "", serial.units ? plan.count("unit", serial.units) : "", serial.empty ? plan.say("live.empty") : ""].filter(Boolean).join(", ");
  const text = `${serial.id}  ${plan.way(serial).join(" → ")}`;
  return make("span", {}, go(text, () => { clock.at = clock.whole || clock.at < serial.depart || clock.at > serial.arrive ? serial.depart : clock.at; clock.whole = false; clock.choose("serial", plan.serials.indexOf(serial)); }), make("small", { textContent: carries }));
}

function weekList() {
  const [begin, end] = clock.span(), closing = plan.sites.filter((s) => s.close !== null && s.close >= begin && (s.close < end || clock.whole));
  const moving = plan.underWay(begin, end), flights = moving.filter((s) => s.kind === "flight");
  const span = plan.span(begin, end);
  const counts = { convoys: plan.count("convoy", moving.length - flights.length), flights: plan.count("flight", flights.length), closings: plan.count("closing", closing.length) };
  const shown = clock.whole ? [] : moving;
  return [
    make("h3", { className: "span", textContent: clock.whole ? plan.say("live.whole", { span }) : span }), plan.veiled ? null : make("p", { className: "kind", textContent: plan.say("live.in_short", counts) }),
    closing.length ? make("ul", {}, ...closing.map((s) => make("li", {}, go(s.name, () => clock.choose("site", plan.sites.indexOf(s))), make("small", { textContent: plan.say("live.closing", { when: plan.date(s.close) }) })))) : null,
    shown.length ? make("ul", {}, ...shown.map((s) => make("li", {}, serialButton(s)))) : clock.whole || plan.veiled ? null : make("p", { textContent: plan.say("live.nothing") }),
  ];
}

let told = "";
function tellStories() {
  if (!panel) { return; }
  const now = JSON.stringify([clock.chosen, clock.whole, clock.chosen ? Math.floor(clock.at / 24) : 0, ...clock.span()]);
  if (now === told) { return; }
  told = now;
  const story = byId("story"), chosen = clock.chosen;
  const [list, tell] = { site: [plan.sites, siteStory], leg: [plan.legs, legStory], serial: [plan.serials, serialStory] }[chosen?.kind] ?? [[], null];
  const parts = tell ? [go(plan.say("live.back_to_list"), () => clock.choose(null), "back"), ...tell(list[chosen.index])] : [make("p", { className: "kind", textContent: plan.say("live.hint") })];
  story.replaceChildren(...parts.filter(Boolean));
  byId("week").replaceChildren(...weekList().filter(Boolean));
}
