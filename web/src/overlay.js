// What the map that can be moved shows of the plan, drawn over its ground: legs, sites, names, what is
// under way. The marks and colours are those of the still map.
import { drawn } from "./dom.js";
import { amounts, band, largest, radius, townsOf } from "./features.js";
import { room } from "./labels.js";
import { markOf, scaled } from "./marks.js";
import { inside, settled } from "./places.js";
import { legTip, siteTip } from "./tips.js";

/** How near, in pixels, a click hits. */
const REACH = 6;
/** The smaller marks of narrow pages, as the style sheet draws them. */
const NARROW = "(max-width: 760px)";
const SHRINK = 0.6;
/** Most towns in view that may be named. */
const TOWNS = 30;
/** What the buttons and the bar of km take, from the corners. */
const BUTTONS = { wide: 50, high: 84 };
const SCALE = { wide: 140, high: 32 };

/** In which order sites are named, after what is not on the map. */
const RANKS = { hub: 1, base: 1, exit: 2, junction: 3 };
/** Sizes of letters in pixels, by class; on narrow pages all are alike. */
const SIZES = { "halo name": 12, "halo name small": 12, "halo town": 10.5, "land-name": 11 };

const at = ({ x, y }) => `translate(${x.toFixed(1)} ${y.toFixed(1)})`;
const classes = (...names) => names.filter(Boolean).join(" ");

function put(element, values) {
  for (const [name, value] of Object.entries(values)) {
    if (element.getAttribute(name) !== String(value)) {
      element.setAttribute(name, value);
    }
  }
}

/** Returns how far a point is from a line between two others. */
export function apart({ x, y }, a, b) {
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const along = ((x - a.x) * dx + (y - a.y) * dy) / (dx * dx + dy * dy || 1);
  const share = Math.min(1, Math.max(0, along));
  return Math.hypot(a.x + share * dx - x, a.y + share * dy - y);
}

/** Returns the heading of a way in degrees clockwise from the right. */
export const heading = (a, b) => (180 * Math.atan2(b.y - a.y, b.x - a.x)) / Math.PI;

export class Overlay {
  constructor(plan, clock, ground, map) {
    Object.assign(this, { plan, clock, ground, map });
    this.towns = townsOf(plan, ground);
    this.svg = drawn("svg", { class: "map over", "aria-hidden": "true" });
    this.groups = Object.fromEntries(
      ["flows", "legs", "tethers", "places", "sites", "movers", "names"].map((name) => [
        name,
        this.svg.appendChild(drawn("g", { class: name })),
      ]),
    );
    this.flows = plan.legs.map((leg) => this.add("flows", "line", { class: `flow ${leg.mode}` }));
    this.legs = plan.legs.map(() => this.titled("legs", "line"));
    this.tethers = plan.sites.map(() => this.add("tethers", "line", { class: "tether" }));
    this.truths = plan.sites.map(() => this.add("tethers", "circle", { class: "truth", r: 1.8 }));
    this.dots = this.bySize().map((index) => this.site(index));
    this.dots.sort((a, b) => a.index - b.index);
    map.getCanvasContainer().append(this.svg);
    this.canvas = document.createElement("canvas").getContext("2d");
  }

  /** Small marks are drawn last: they would vanish under large ones. */
  bySize() {
    const order = this.plan.sites.map((_, n) => n);
    return order.sort((a, b) => largest(this.plan, b) - largest(this.plan, a));
  }

  add(group, name, attributes = {}) {
    return this.groups[group].appendChild(drawn(name, attributes));
  }

  titled(group, name) {
    const element = this.add(group, name);
    element.append(drawn("title", {}));
    return element;
  }

  site(index) {
    const place = this.add("sites", "g");
    const mark = place.appendChild(drawn("g", { "data-site": this.plan.sites[index].id }));
    const title = mark.appendChild(drawn("title", {}));
    return { index, place, mark, title, use: mark.appendChild(drawn("use", {})) };
  }

  get view() {
    const { clientWidth: width, clientHeight: height } = this.map.getContainer();
    return { width, height };
  }

  get small() {
    return matchMedia(NARROW).matches ? SHRINK : 1;
  }

  project(lon, lat) {
    const { x, y } = this.map.project([lon, lat]);
    return { x, y };
  }

  /** Finds where everything is drawn: after a move, not during one. */
  settle() {
    const { plan, small, view } = this;
    this.spots = settled(
      plan,
      (site) => this.project(site.lon, site.lat),
      (site) => largest(plan, plan.sites.indexOf(site)) * small,
      view,
    );
    this.shift = this.spots.map(({ x, y, exact }) => exact && { x: x - exact.x, y: y - exact.y });
    this.write(small, view);
    this.draw();
  }

  /** Follows the ground while it moves: what lies on it moves along, arrows and houses stay. */
  follow() {
    for (const [n, site] of this.plan.sites.entries()) {
      if (this.shift[n]) {
        const exact = this.project(site.lon, site.lat);
        const { x, y } = this.shift[n];
        this.spots[n] = { ...this.spots[n], exact, x: exact.x + x, y: exact.y + y };
      }
    }
    for (const { element, anchor } of this.names) {
      put(element, { transform: at(anchor()) });
    }
    this.draw();
  }

  /** Writes the names of sites, then of countries and towns where room is. */
  write(small, view) {
    const taken = { ...view, circles: [], leaders: [], boxes: this.corners(view) };
    for (const [n, spot] of this.spots.entries()) {
      taken.circles.push({ ...spot, radius: largest(this.plan, n) * small, key: n });
    }
    this.taken = taken;
    this.names = [];
    this.groups.names.replaceChildren();
    this.groups.places.replaceChildren();
    for (const label of [...this.siteLabels(small), ...this.groundLabels(view)]) {
      const point = label.anchor();
      if (inside(point, view)) {
        const spot = room({ ...label, ...point }, taken);
        if (spot) {
          this.name(label, spot, point);
        }
      }
    }
  }

  corners({ width, height }) {
    return [
      { left: width - BUTTONS.wide, top: 0, right: width, bottom: BUTTONS.high },
      { left: 0, top: height - SCALE.high, right: SCALE.wide, bottom: height },
    ];
  }

  siteLabels(small) {
    const { plan } = this;
    const labels = plan.sites.map((site, key) => {
      const { far, home } = this.spots[key];
      const junction = site.role === "junction";
      const kind = junction ? "halo name small" : "halo name";
      const text = far ? site.far.label : site.name;
      const most = Math.max(0, ...site.people.map(([, people]) => people));
      const rank = far || home ? 0 : RANKS[site.role];
      const anchor = () => this.spots[key];
      return {
        key,
        text,
        kind,
        anchor,
        rank,
        most,
        tied: true,
        radius: largest(plan, key) * small,
      };
    });
    labels.sort((a, b) => a.rank - b.rank || b.most - a.most);
    return labels.map((label) => ({ ...label, width: this.width(label) }));
  }

  groundLabels(view) {
    const countries = this.ground.countries.toSorted((a, b) => b[3] - a[3]);
    const labels = countries.map(([name, lon, lat]) => {
      const anchor = () => this.project(lon, lat);
      return { key: name, text: name, kind: "land-name", anchor, radius: 0, centred: true };
    });
    const seen = this.towns.filter(({ lon, lat }) => inside(this.project(lon, lat), view));
    for (const { name, lon, lat } of seen.slice(0, TOWNS)) {
      const anchor = () => this.project(lon, lat);
      const key = `${name} ${lon}`;
      labels.push({ key, text: name, kind: "halo town", anchor, radius: 1.8, dotted: true });
    }
    return labels.map((label) => ({ ...label, width: this.width(label) }));
  }

  width({ text, kind }) {
    const country = kind === "land-name";
    const size = matchMedia(NARROW).matches ? 11 : SIZES[kind];
    const weight = kind === "halo name" ? 600 : 400;
    this.family ??= getComputedStyle(document.body).fontFamily;
    this.canvas.font = `${weight} ${size}px ${this.family}`;
    const shown = country ? text.toUpperCase() : text;
    // Countries are spaced: an eighth of the size after each letter.
    return this.canvas.measureText(shown).width + (country ? 0.12 * size * text.length : 0) + 2;
  }

  name({ text, kind, dotted, radius: size, anchor }, spot, point) {
    const group = dotted || kind === "land-name" ? "places" : "names";
    const element = this.add(group, "g", { transform: at(point) });
    if (dotted) {
      element.append(drawn("circle", { r: size, class: "town" }));
    }
    if (spot.leader) {
      const { dx, dy } = spot.leader;
      const share = size / Math.hypot(dx, dy);
      const begin = { x1: dx * share, y1: dy * share };
      element.append(drawn("line", { ...begin, x2: dx, y2: dy, class: "leader" }));
    }
    const where = { x: spot.dx, y: spot.dy, "text-anchor": spot.anchor };
    const words = element.appendChild(drawn("text", { ...where, class: kind }));
    words.textContent = text;
    this.names.push({ element, anchor });
  }

  /** Draws everything as it is at the clock's moment, where it was found to belong. */
  draw() {
    this.drawLegs();
    this.drawSites();
    this.drawMovers();
  }

  drawLegs() {
    const { plan, clock, spots } = this;
    const travelling = amounts(plan, clock);
    for (const [n, leg] of plan.legs.entries()) {
      const amount = travelling.byLeg[n];
      const [a, b] = [spots[leg.a], spots[leg.b]];
      const ends = { x1: a.x, y1: a.y, x2: b.x, y2: b.y };
      const wide = band(leg, amount, travelling.most);
      put(this.flows[n], { ...ends, "stroke-width": wide });
      const marks = [clock.shut(leg) && "shut", clock.isChosen("leg", n) && "chosen"];
      const threat = `threat${clock.threat(leg)[1]}`;
      const kind = classes("leg", leg.mode, threat, plan.leave(leg, clock.at), ...marks);
      put(this.legs[n], { ...ends, class: kind });
      this.legs[n].firstChild.textContent = legTip(plan, clock, leg, amount);
    }
  }

  drawSites() {
    const { plan, clock, spots } = this;
    for (const { index, place, mark, title, use } of this.dots) {
      const [site, spot] = [plan.sites[index], spots[index]];
      const state = plan.state(site, clock.at);
      const size = radius(plan, site, plan.people(site, clock.at));
      put(place, { transform: at(spot) });
      put(mark, { class: classes("site", state, clock.isChosen("site", index) && "chosen") });
      put(use, { href: markOf(site, state, spot.far), transform: scaled(size, spot.angle) });
      title.textContent = siteTip(plan, clock, site);
      const { exact } = spot;
      const moved = exact && Math.hypot(spot.x - exact.x, spot.y - exact.y) > 1;
      const ends = moved ? { x1: exact.x, y1: exact.y, x2: spot.x, y2: spot.y } : {};
      put(this.tethers[index], { ...ends, visibility: moved ? "visible" : "hidden" });
      const truth = moved ? { cx: exact.x, cy: exact.y } : {};
      put(this.truths[index], { ...truth, visibility: moved ? "visible" : "hidden" });
    }
  }

  /** Returns the serials under way with where they are drawn. */
  movers() {
    const { plan, clock, spots } = this;
    if (clock.whole) {
      return [];
    }
    return plan.underWay(clock.at, clock.at + 1e-6).flatMap((serial) => {
      const place = plan.place(serial, clock.at);
      if (!place) {
        return [];
      }
      const [a, b] = [place.from, place.to].map((site) => spots[plan.sites.indexOf(site)]);
      const x = a.x + place.share * (b.x - a.x);
      const y = a.y + place.share * (b.y - a.y);
      return [{ serial, index: plan.serials.indexOf(serial), x, y, angle: heading(a, b) }];
    });
  }

  drawMovers() {
    const shown = this.movers();
    const others = shown.map(({ serial, x, y }) => ({ x, y, radius: 7, key: serial.id }));
    const circles = [...this.taken.circles, ...others];
    const taken = { ...this.taken, boxes: [...this.taken.boxes], circles };
    const marks = shown.map(({ serial, index, x, y, angle }) => {
      const chosen = this.clock.isChosen("serial", index);
      const place = drawn("g", { transform: at({ x, y }) });
      const mark = drawn("g", { class: classes("mover", serial.kind, chosen && "chosen") });
      mark.append(
        drawn("use", { href: `#mark-${serial.kind}`, transform: scaled(chosen ? 8 : 6, angle) }),
      );
      place.append(mark);
      const label = { key: serial.id, text: serial.id, kind: "halo name small", x, y, radius: 7 };
      const spot = room({ ...label, width: this.width(label) }, taken);
      if (spot && inside({ x, y }, this.view)) {
        const where = { x: spot.dx, y: spot.dy, "text-anchor": spot.anchor, class: "halo serial" };
        place.appendChild(drawn("text", where)).textContent = serial.id;
      }
      return place;
    });
    this.groups.movers.replaceChildren(...marks);
  }

  /** Returns what a click hits: a serial before its site, a site before its legs; or nothing. */
  hit(point) {
    const { plan, clock, spots, small } = this;
    const near = (spot, size) => Math.hypot(spot.x - point.x, spot.y - point.y) <= size + REACH;
    const mover = this.movers().find((one) => near(one, 6));
    if (mover) {
      return ["serial", mover.index];
    }
    const size = (n) => radius(plan, plan.sites[n], plan.people(plan.sites[n], clock.at)) * small;
    const sites = [...spots.keys()].filter((n) => near(spots[n], size(n)));
    if (sites.length) {
      return ["site", sites.toSorted((a, b) => size(a) - size(b))[0]];
    }
    const legs = plan.legs.map(({ a, b }, n) => ({ n, off: apart(point, spots[a], spots[b]) }));
    const [leg] = legs.filter(({ off }) => off <= REACH).toSorted((a, b) => a.off - b.off);
    return leg ? ["leg", leg.n] : [null];
  }
}
