// The panel beside the map: the story of what is chosen, and what is under way.
import { all, byId, make } from "./dom.js";
import {
  legFacts,
  legName,
  loadLines,
  onLeg,
  route,
  serialFacts,
  serialKind,
  serialNote,
  siteFacts,
  spanStory,
  stageLines,
} from "./stories.js";

/** How many of each are listed in a story; of more the number is told. */
const NEXT = 5;
const ON_LEG = 12;
const ABOARD = 40;

const heading = (textContent, className = "") =>
  make("h3", { textContent, className, tabIndex: -1 });
const note = (textContent) => make("p", { className: "kind", textContent });
const small = (textContent) => make("small", { textContent });
const items = (...children) =>
  make("ul", {}, ...children.map((child) => make("li", {}, ...[child].flat())));
const definitions = (facts) =>
  make(
    "dl",
    {},
    ...facts.flatMap(({ label, value }) => [
      make("dt", { textContent: label }),
      make("dd", {}, value),
    ]),
  );

function button(text, act, className = "link") {
  const made = make("button", { type: "button", className, textContent: text });
  made.addEventListener("click", act);
  return made;
}

/**
 * Puts other parts into a holder, but leaves those that say the same, and the focus on what it was
 * on.
 */
function refresh(holder, parts) {
  const fresh = parts.filter(Boolean);
  const focused = holder.contains(document.activeElement) ? document.activeElement : null;
  for (const [n, part] of fresh.entries()) {
    const old = holder.children[n];
    if (!old) {
      holder.append(part);
    } else if (!old.isEqualNode(part)) {
      old.replaceWith(part);
    }
  }
  while (holder.children.length > fresh.length) {
    holder.lastElementChild.remove();
  }
  if (focused && !focused.isConnected) {
    // The same button may be there anew; where it is not, the heading is the nearest.
    const key = (element) =>
      element.dataset.key ?? element.getAttribute("href") ?? element.className;
    const again = all("button, a", holder).find((other) => key(other) === key(focused));
    (again ?? holder.querySelector("h3"))?.focus({ preventScroll: true });
  }
}

export class Panel {
  #told = null;
  #span = "";

  constructor(plan, clock) {
    this.plan = plan;
    this.clock = clock;
    this.panel = byId("panel");
    this.story = byId("story");
    this.week = byId("week");
    this.chooser = byId("chooser");
  }

  start() {
    this.#fillChooser();
    this.panel.hidden = false;
    this.clock.listeners.push(() => this.#tell());
  }

  /** Tells the story of what is chosen and the list of what is under way. */
  #tell() {
    const { plan, clock, story } = this;
    const { chosen } = clock;
    // Only another choice is read aloud, and only to those who are not there already.
    const focused = document.activeElement;
    const there = this.panel.contains(focused) && focused !== this.chooser;
    const silent = this.#told === chosen || clock.playing || there;
    story.setAttribute("aria-live", silent ? "off" : "polite");
    this.#told = chosen;
    refresh(story, chosen ? this.#storyOf(chosen) : [note(plan.say("live.hint"))]);
    const span = JSON.stringify([clock.whole, clock.span()]);
    if (span !== this.#span) {
      this.#span = span;
      refresh(this.week, this.#spanParts());
    }
    this.chooser.value = chosen && chosen.kind !== "serial" ? `${chosen.kind}:${chosen.index}` : "";
  }

  #storyOf({ kind, index }) {
    const { plan } = this;
    const back = button(plan.say("live.back_to_list"), () => this.#backToList(), "back");
    const parts = {
      site: () => this.#siteStory(index),
      leg: () => this.#legStory(plan.legs[index]),
      serial: () => this.#serialStory(plan.serials[index]),
    };
    return [back, ...parts[kind]()];
  }

  #siteStory(index) {
    const { plan, clock } = this;
    const site = plan.sites[index];
    const next = plan.leaving(index, clock.at).slice(0, NEXT);
    const more = make("a", { href: `#${site.link}`, textContent: plan.say("live.more_about") });
    return [
      heading(site.name),
      note(plan.say(`role.${site.role}`)),
      definitions(siteFacts(plan, clock, site)),
      next.length ? note(plan.say("live.next")) : null,
      next.length
        ? items(...next.map(({ depart, serial }) => this.#serialButton(serial, depart)))
        : null,
      site.link ? make("p", {}, more) : null,
    ];
  }

  #legStory(leg) {
    const { plan, clock } = this;
    return [
      heading(legName(plan, leg)),
      note(plan.say(`mode.${leg.mode}`)),
      definitions(legFacts(plan, clock, leg)),
      this.#first(
        ON_LEG,
        onLeg(plan, clock, leg).map((serial) => this.#serialButton(serial)),
      ),
    ];
  }

  #serialStory(serial) {
    const { plan, clock } = this;
    const stages = stageLines(plan, serial).map(({ stops, when, carried }) => [
      stops,
      small(when),
      small(carried),
    ]);
    const aboard = loadLines(plan, serial);
    const row = `#m-${encodeURIComponent(serial.id)}`;
    return [
      heading(serial.id),
      note(serialKind(plan, serial)),
      definitions(serialFacts(plan, clock, serial)),
      note(plan.say("live.stages")),
      items(...stages),
      aboard.length ? note(plan.say("live.load")) : null,
      this.#first(ABOARD, aboard),
      make("p", {}, make("a", { href: row, textContent: plan.say("live.row") })),
    ];
  }

  #spanParts() {
    const { plan, clock } = this;
    const story = spanStory(plan, clock);
    const closes = story.closes.map((site) => [
      this.#opener(site.name, "site", plan.sites.indexOf(site)),
      small(plan.say("live.closing", { when: plan.date(site.close) })),
    ]);
    const serials = story.serials.map((serial) => this.#serialButton(serial));
    return [
      heading(story.title, "span"),
      story.summary === null ? null : note(story.summary),
      closes.length ? items(...closes) : null,
      serials.length ? items(...serials) : null,
      story.nothing ? make("p", { textContent: plan.say("live.nothing") }) : null,
    ];
  }

  /** Returns a list of the first members, and how many more there are. */
  #first(most, members) {
    const { plan } = this;
    const more = plan.say("live.more", { n: plan.number(members.length - most) });
    return items(...members.slice(0, most), ...(members.length > most ? [more] : []));
  }

  /** Returns a button that opens a story; its key says of what. */
  #opener(text, kind, index, before = () => {}) {
    const opener = button(text, () => {
      before();
      this.clock.choose(kind, index);
      this.story.querySelector("h3").focus({ preventScroll: true });
    });
    opener.dataset.key = `${kind}:${index}`;
    return opener;
  }

  #serialButton(serial, departs = null) {
    const { plan, clock } = this;
    const seeIt = () => {
      if (clock.whole || clock.at < serial.depart || clock.at > serial.arrive) {
        clock.at = serial.depart;
      }
      clock.whole = false;
    };
    const text = `${serial.id}  ${route(plan, serial)}`;
    const opener = this.#opener(text, "serial", plan.serials.indexOf(serial), seeIt);
    return make("span", {}, opener, small(serialNote(plan, serial, departs)));
  }

  /** Goes back from a story to the list, and there to what the story was about. */
  #backToList() {
    const { kind, index } = this.clock.chosen;
    this.clock.choose(null);
    const origin =
      this.week.querySelector(`[data-key="${kind}:${index}"]`) ?? this.week.querySelector("h3");
    origin.focus({ preventScroll: true });
  }

  /** Fills the list from which a site or a leg is chosen without a pointer. */
  #fillChooser() {
    const { plan, chooser } = this;
    const group = (label, kind, names) => {
      const options = names.map((textContent, n) =>
        make("option", { value: `${kind}:${n}`, textContent }),
      );
      options.sort((a, b) => a.textContent.localeCompare(b.textContent, plan.language));
      return options.length ? [make("optgroup", { label: plan.say(label) }, ...options)] : [];
    };
    chooser.append(
      make("option", { value: "", textContent: plan.say("live.none_chosen") }),
      ...group(
        "live.sites",
        "site",
        plan.sites.map((site) => site.name),
      ),
      ...group(
        "live.legs",
        "leg",
        plan.legs.map((leg) => `${legName(plan, leg)}, ${plan.say(`mode.${leg.mode}`)}`),
      ),
    );
    chooser.addEventListener("change", () => {
      const [kind, index] = chooser.value.split(":");
      this.clock.choose(kind || null, Number(index));
    });
  }
}
