// Where the map that can be moved draws its sites, in pixels: where they lie, apart from others, as
// an arrow at the edge where they are beyond it, or as a house where they have no place.
import { spread } from "./spread.js";

/** How near to the edge arrows stand, in pixels. */
const RIM = 30;
/** What the buttons to zoom take at the top right. */
const BUTTONS = { wide: 56, high: 92 };
/** In how many steps an edge is tried for a house, and the room it wants, as a share of the width. */
const STEPS = 12;
const ROOM = 0.15;

const clamp = (value, least, most) => Math.min(Math.max(value, least), most);

export const inside = ({ x, y }, { width, height }, rim = 0) =>
  x >= rim && y >= rim && x <= width - rim && y <= height - rim;

/** Returns the numbers of the sites that a site has legs to. */
export function linked(plan, index) {
  const ends = plan.legs
    .filter(({ a, b }) => a === index || b === index)
    .map(({ a, b }) => (a === index ? b : a));
  return [...new Set(ends)];
}

function middle(points, view) {
  const shown = points.filter((point) => inside(point, view));
  if (!shown.length) {
    return { x: view.width / 2, y: view.height / 2 };
  }
  const sum = (axis) => shown.reduce((total, point) => total + point[axis], 0) / shown.length;
  return { x: sum("x"), y: sum("y") };
}

/** Returns where the way from one point to another meets the edge, and its direction in degrees. */
export function edge(from, to, { width, height }) {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const reach = (begin, step, most) => ((step > 0 ? most - RIM : RIM) - begin) / step;
  // Along an axis on which it does not lie elsewhere it never leaves.
  const pulls = [dx && reach(from.x, dx, width), dy && reach(from.y, dy, height)];
  const pull = Math.min(...pulls.filter(Boolean));
  const x = clamp(from.x + pull * dx, RIM, width - RIM);
  const y = clamp(from.y + pull * dy, RIM, height - RIM);
  const angle = (180 * Math.atan2(dy, dx)) / Math.PI;
  // Under the buttons nobody would see it.
  const under = x > width - BUTTONS.wide && y < BUTTONS.high;
  return { x, y: under ? BUTTONS.high : y, angle };
}

/** Returns the place at the edge nearest to a point that is free of what is drawn. */
export function freeOf(points, beside, { width, height }) {
  const steps = Array.from({ length: STEPS + 1 }, (_, n) => 0.2 + (0.6 * n) / STEPS);
  const across = (y) => steps.map((step) => ({ x: step * width, y }));
  const down = (x) => steps.map((step) => ({ x, y: step * height }));
  const rim = [...across(RIM), ...down(width - RIM), ...down(RIM), ...across(height - RIM)];
  const wanted = ROOM * width;
  const far = (a, b) => Math.hypot(a.x - b.x, a.y - b.y);
  const clear = (place) => Math.min(wanted, ...points.map((point) => far(place, point)));
  return rim
    .map((place) => ({ place, clear: clear(place), away: far(place, beside) }))
    .reduce((best, one) =>
      one.clear > best.clear || (one.clear === best.clear && one.away < best.away) ? one : best,
    ).place;
}

/**
 * Returns where sites are drawn, in their order: x and y, `true` where the site itself lies, and
 * `angle` of those beyond the edge. `project` gives the pixels of a site, `radius` that of its mark.
 */
export function settled(plan, project, radius, view) {
  const exact = plan.sites.map(project);
  const beyond = (n) => plan.sites[n].far && !inside(exact[n], view, RIM);
  const order = plan.sites.map((_, n) => n).filter((n) => plan.sites[n].placed);
  const ends = (n) => linked(plan, n).filter((end) => plan.sites[end].placed && !beyond(end));
  const from = (n) =>
    middle(
      ends(n).map((end) => exact[end]),
      view,
    );
  const wanted = order.map((n) => (beyond(n) ? edge(from(n), exact[n], view) : exact[n]));
  const apart = spread(order.map((n, at) => ({ ...wanted[at], radius: radius(plan.sites[n]) })));
  const drawn = [];
  for (const [at, n] of order.entries()) {
    const { x, y } = apart[at];
    drawn[n] = { x, y, exact: exact[n] };
    if (beyond(n)) {
      drawn[n] = {
        x: clamp(x, RIM / 2, view.width - RIM / 2),
        y: clamp(y, RIM / 2, view.height - RIM / 2),
        angle: wanted[at].angle,
        far: true,
      };
    }
  }
  for (const [n, site] of plan.sites.entries()) {
    if (!site.placed) {
      const points = drawn.filter((point) => point && inside(point, view));
      points.push({ x: view.width - RIM, y: RIM }, { x: RIM, y: view.height });
      drawn[n] = { ...freeOf(points, from(n), view), home: true };
    }
  }
  return drawn;
}
