// The panel beside the map: the story of what is chosen, and what is under way.
const panel = plan && byId("panel");

const heading = (textContent, className = "") => make("h3", { textContent, className, tabIndex: -1 });
const go = (text, act, kind = "link") => { const button = make("button", { type: "button", className: kind, textContent: text }); button.addEventListener("click", act); return button; };
/** Returns a button that opens a story; its key says of what. */
const opener = (text, kind, index, act = () => {}) => {
  const button = go(text, () => { act(); clock.choose(kind, index); byId("story").querySelector("h3").focus({ preventScroll: true }); });
  button.dataset.key = `${kind}:${index}`;
  return button;
};
const fact = (label, value) => (value === null || value === undefined || value === "" ? [] : [make("dt", { textContent: label }), make("dd", {}, value)]);
const facts = (...pairs) => make("dl", {}, ...pairs.flatMap(([label, value]) => fact(plan.say(label), value)));
/** Returns a list of the first items, and how many more there are. */
const listed = (items, most) => make("ul", {}, ...items.slice(0, most), items.length > most ? make("li", { textContent: plan.say("live.more", { n: plan.number(items.length - most) }) }) : null);

function siteStory(site) {
  const at = clock.at, next = plan.leaving(plan.sites.indexOf(site), at).slice(0, 5);
  const closes = site.close !== null ? plan.date(site.close) : plan.state(site, at) === "stays" || site.role === "exit" || site.role === "junction" ? null : plan.say("live.not_closing");
  return [
    heading(site.name), make("p", { className: "kind", textContent: plan.say(`role.${site.role}`) }),
    facts(
      ["live.state", plan.say(`sitestate.${plan.state(site, at)}`)], ["live.people_now", plan.strength(plan.people(site, at))],
      ["live.people_start", plan.strength(site.begun)], ["live.units_now", site.units.length ? plan.strength(plan.units(site, at)) : null],
      ["live.floor", site.floor ? plan.number(site.floor) : null], ["live.closes", closes], ["live.receiver", site.receiver],
    ),
    next.length ? make("p", { className: "kind", textContent: plan.say("live.next") }) : null,
    next.length ? make("ul", {}, ...next.map(([leaves, serial]) => make("li", {}, serialButton(serial, leaves)))) : null,
    site.link ? make("p", {}, make("a", { href: `#${site.link}`, textContent: plan.say("live.more_about") })) : null,
  ];
}

function legStory(leg) {
  const at = clock.at, [begin, end] = clock.span(), [a, b] = [plan.sites[leg.a], plan.sites[leg.b]], [, level, strikes] = clock.threat(leg);
  const index = plan.legs.indexOf(leg), here = plan.serials.filter((s) => s.stages.some((stage) => stage[0] === index && stage[2] < end && stage[3] > begin));
  const leave = (payload) => (clock.shut(leg) ? plan.say("live.closed") : plan.say(`leave.${plan.held(leg[payload], at) ?? "granted"}`));
  const word = plan.say(`threat.${level}`);
  return [
    heading(`${a.name} – ${b.name}`), make("p", { className: "kind", textContent: plan.say(`mode.${leg.mode}`) }),
    facts(
      ["live.length", plan.say("live.km", { n: plan.number(leg.km) })], ["live.travel", plan.say("live.hours", { n: plan.amount(leg.hours) })],
      ["live.threat", level ? plan.say("live.strikes", { word, n: plan.amount(strikes) }) : word], ["live.people_leave", leave("people")], ["live.cargo_leave", leave("cargo")],
      ["live.uses", plan.strengths(leg.mode === "air" ? "sortie" : "vehicle", leg.uses)], ["live.harm", leg.harm === null ? null : plan.amount(leg.harm)],
    ),
    listed(here.map((s) => make("li", {}, serialButton(s))), 12),
  ];
}

function serialStory(serial) {
  const place = clock.whole ? null : plan.place(serial, clock.at), at = place && !place.halted && plan.say("live.now_here", { origin: place.from.name, destination: place.to.name });
  const stop = (n) => plan.sites[n === 0 ? plan.ends(serial.stages[0])[0] : plan.ends(serial.stages[n - 1])[1]].name;
  const aboard = serial.loads.filter(([item]) => !["vehicle", "aircraft"].includes(plan.items[item][0]));
  const lifts = serial.loads.filter(([item]) => ["vehicle", "aircraft"].includes(plan.items[item][0]));
  const carried = ([, , , , vehicles, people, teu, t]) => [
    vehicles ? plan.count("vehicle", vehicles) : "", people ? plan.count("person", people) : "", teu ? plan.say("live.teu", { n: plan.amount(teu) }) : "", t ? plan.say("live.t", { n: plan.amount(t) }) : "",
  ].filter(Boolean).join(", ");
  const stage = (one, i) => make("li", {}, `${stop(i)} → ${stop(i + 1)}`, make("small", { textContent: plan.say("live.week", { begin: plan.moment(one[2]), end: plan.moment(one[3]) }) }), make("small", { textContent: carried(one) }));
  const line = ([item, n, board, alight]) => make("li", { textContent: plan.say("live.aboard", { what: plan.items[item][2], n: plan.number(n), origin: stop(board - 1), destination: stop(alight) }) });
  return [
    heading(serial.id), make("p", { className: "kind", textContent: plan.say(`kind.${serial.kind}`) + (serial.empty ? `, ${plan.say("live.empty")}` : "") }),
    facts(
      ["live.way", plan.way(serial).join(" → ")], ["live.departs", plan.moment(serial.depart)], ["live.arrives", plan.moment(serial.arrive)], ["live.state", at],
      ["live.sorties", serial.kind === "flight" ? plan.number(serial.sorties) : null], ["live.vehicles", lifts.map(([item, n]) => `${plan.number(n)} ${plan.items[item][2]}`).join(", ")],
      ["live.passengers", plan.number(serial.pax)], ["live.kit", plan.number(serial.units)], ["live.harm", plan.amount(serial.harm)],
    ),
    make("p", { className: "kind", textContent: plan.say("live.stages") }), make("ul", {}, ...serial.stages.map(stage)),
    aboard.length ? make("p", { className: "kind", textContent: plan.say("live.load") }) : null, listed(aboard.map(line), 40),
    make("p", {}, make("a", { href: `#m-${encodeURIComponent(serial.id)}`, textContent: plan.say("live.row") })),
  ];
}

function serialButton(serial, leaves = null) {
  const carries = [leaves === null ? "" : plan.moment(leaves), serial.pax ? plan.count("person", serial.pax) : "", serial.units ? plan.count("unit", serial.units) : "", serial.empty ? plan.say("live.empty") : ""].filter(Boolean).join(", ");
  const text = `${serial.id}  ${plan.way(serial).join(" → ")}`;
  const then = () => { clock.at = clock.whole || clock.at < serial.depart || clock.at > serial.arrive ? serial.depart : clock.at; clock.whole = false; };
  return make("span", {}, opener(text, "serial", plan.serials.indexOf(serial), then), make("small", { textContent: carries }));
}

function weekList() {
  const [begin, end] = clock.span(), closing = plan.sites.filter((s) => s.close !== null && s.close >= begin && (s.close < end || clock.whole));
  const moving = plan.underWay(begin, end), flights = moving.filter((s) => s.kind === "flight");
  const span = plan.span(begin, end);
  const counts = { convoys: plan.count("convoy", moving.length - flights.length), flights: plan.count("flight", flights.length), closings: plan.count("closing", closing.length) };
  const shown = clock.whole ? [] : moving;
  return [
    heading(clock.whole ? plan.say("live.whole", { span }) : span, "span"), plan.veiled ? null : make("p", { className: "kind", textContent: plan.say("live.in_short", counts) }),
    closing.length ? make("ul", {}, ...closing.map((s) => make("li", {}, opener(s.name, "site", plan.sites.indexOf(s)), make("small", { textContent: plan.say("live.closing", { when: plan.date(s.close) }) })))) : null,
    shown.length ? make("ul", {}, ...shown.map((s) => make("li", {}, serialButton(s)))) : clock.whole || plan.veiled ? null : make("p", { textContent: plan.say("live.nothing") }),
  ];
}

/** Puts other parts into a holder, only where they say something else; the focus stays on what it was on or, where that is gone, goes to the heading. */
function refresh(holder, parts) {
  const fresh = parts.filter(Boolean), focused = holder.contains(document.activeElement) ? document.activeElement : null;
  const key = (element) => element.dataset.key ?? element.getAttribute("href") ?? element.className;
  for (const [i, part] of fresh.entries()) {
    const old = holder.children[i];
    if (!old) { holder.append(part); } else if (!old.isEqualNode(part)) { old.replaceWith(part); }
  }
  while (holder.children.length > fresh.length) { holder.lastElementChild.remove(); }
  if (focused && !focused.isConnected) { (all("button, a", holder).find((other) => key(other) === key(focused)) ?? holder.querySelector("h3"))?.focus({ preventScroll: true }); }
}

/** Goes back from a story to the list, and there to what the story was about. */
function backToList() {
  const { kind, index } = clock.chosen, week = byId("week");
  clock.choose(null);
  (week.querySelector(`[data-key="${kind}:${index}"]`) ?? week.querySelector("h3")).focus({ preventScroll: true });
}

let told = null, span = "";
/** Tells the story of what is chosen and the list of what is under way. Only another choice is read aloud, and only to those who are not there already. */
function tellStories() {
  if (!panel) { return; }
  const story = byId("story"), chosen = clock.chosen;
  const [list, tell] = { site: [plan.sites, siteStory], leg: [plan.legs, legStory], serial: [plan.serials, serialStory] }[chosen?.kind] ?? [[], null];
  const back = go(plan.say("live.back_to_list"), backToList, "back"), picked = byId("chooser");
  story.setAttribute("aria-live", told === chosen || clock.playing || panel.contains(document.activeElement) && document.activeElement !== picked ? "off" : "polite");
  told = chosen;
  refresh(story, tell ? [back, ...tell(list[chosen.index])] : [make("p", { className: "kind", textContent: plan.say("live.hint") })]);
  const now = JSON.stringify([clock.whole, clock.span()]);
  if (now !== span) { span = now; refresh(byId("week"), weekList()); }
  picked.value = chosen && chosen.kind !== "serial" ? `${chosen.kind}:${chosen.index}` : "";
}

/** Fills the list from which a site or a leg is chosen without a pointer. */
function chooser() {
  const picked = byId("chooser");
  const group = (label, kind, names) => (names.length ? make("optgroup", { label }, ...names.map(([name, index]) => make("option", { value: `${kind}:${index}`, textContent: name })).sort((a, b) => a.textContent.localeCompare(b.textContent, language))) : null);
  picked.append(
    make("option", { value: "", textContent: plan.say("live.none_chosen") }),
    ...[
      group(plan.say("live.sites"), "site", plan.sites.map((s, i) => [s.name, i])),
      group(plan.say("live.legs"), "leg", plan.legs.map((leg, i) => [`${plan.sites[leg.a].name} – ${plan.sites[leg.b].name}, ${plan.say(`mode.${leg.mode}`)}`, i])),
    ].filter(Boolean),
  );
  picked.addEventListener("change", () => { const [kind, index] = picked.value.split(":"); clock.choose(kind || null, Number(index)); });
}
