// The still map, which is there without WebGL and until the live one is, and follows the clock as
// well.
import { all, byId } from "./dom.js";
import { amounts, band, radius } from "./features.js";
import { markOf, scaled } from "./marks.js";
import { legTip, siteTip } from "./tips.js";

function put(mark, name, value) {
  if (mark.getAttribute(name) !== String(value)) {
    mark.setAttribute(name, value);
  }
}

/** Returns the classes of an element: those that are not false. */
const classes = (...names) => names.filter(Boolean).join(" ");

/**
 * Lets the still map follow the clock: circles by people and state, legs by threat and leave,
 * bands by what travels. Of a whole plan its tool tips are those it was printed with.
 */
export function followOnStill(plan, clock) {
  const still = byId("still-map");
  const sites = new Map(plan.sites.map((site, index) => [site.id, index]));
  const legs = new Map(plan.legs.map((leg, index) => [leg.id, index]));
  const printed = new Map(all("title", still).map((title) => [title, title.textContent]));

  const tip = (mark, text) => {
    const title = mark.querySelector("title");
    const wanted = clock.whole ? printed.get(title) : text;
    if (title.textContent !== wanted) {
      title.textContent = wanted;
    }
  };

  const dress = (dot) => {
    const index = sites.get(dot.dataset.site);
    const site = plan.sites[index];
    const state = plan.state(site, clock.at);
    const mark = dot.querySelector("use");
    put(mark, "href", markOf(site, state, site.far));
    put(
      mark,
      "transform",
      scaled(radius(plan, site, plan.people(site, clock.at)), site.far?.angle),
    );
    put(dot, "class", classes("site", state, clock.isChosen("site", index) && "chosen"));
    tip(dot, siteTip(plan, clock, site));
  };

  const dressLeg = (line, { byLeg, most }) => {
    const index = legs.get(line.dataset.leg);
    const leg = plan.legs[index];
    if (line.classList.contains("flow")) {
      put(line, "stroke-width", band(leg, byLeg[index], most));
      return;
    }
    const threat = `threat${clock.threat(leg)[1]}`;
    const marks = [clock.shut(leg) && "shut", clock.isChosen("leg", index) && "chosen"];
    put(line, "class", classes("leg", leg.mode, threat, plan.leave(leg, clock.at), ...marks));
    tip(line, legTip(plan, clock, leg, byLeg[index]));
  };

  clock.listeners.push(() => {
    const travelling = amounts(plan, clock);
    for (const dot of all("[data-site]", still)) {
      dress(dot);
    }
    for (const line of all("line[data-leg]", still)) {
      dressLeg(line, travelling);
    }
  });
}

export function chooseOnStill(plan, clock) {
  byId("still-map").addEventListener("click", (event) => {
    const site = event.target.closest("[data-site]");
    const leg = event.target.closest("[data-leg]");
    if (site) {
      clock.choose(
        "site",
        plan.sites.findIndex((one) => one.id === site.dataset.site),
      );
    } else if (leg) {
      clock.choose(
        "leg",
        plan.legs.findIndex((one) => one.id === leg.dataset.leg),
      );
    }
  });
}
