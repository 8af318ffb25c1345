// Marks that would hide one another drawn apart: a camp, a port and an airfield of one town. As the
// still map does (drawing/spread.py).

const ROUNDS = 300;
const APART = 3;
const SETTLED = 0.05;

/** Returns the pairs of which the middle of one lies in the other, as "a,b". */
export function hidden(discs, places) {
  const order = discs.map((_, n) => n).sort((a, b) => places[a].x - places[b].x);
  const widest = Math.max(0, ...discs.map((disc) => disc.radius));
  const pairs = [];
  for (const [at, a] of order.entries()) {
    for (const b of order.slice(at + 1)) {
      // They stand from left to right: beyond the widest mark none is near enough.
      if (places[b].x - places[a].x >= widest) {
        break;
      }
      const apart = Math.hypot(places[a].x - places[b].x, places[a].y - places[b].y);
      if (apart < Math.max(discs[a].radius, discs[b].radius)) {
        pairs.push(`${Math.min(a, b)},${Math.max(a, b)}`);
      }
    }
  }
  return pairs;
}

/** Moves two marks apart until they are clear of each other; returns by how many pixels. */
function push(discs, places, a, b) {
  let dx = places[b].x - places[a].x;
  let dy = places[b].y - places[a].y;
  let apart = Math.hypot(dx, dy);
  const lacking = discs[a].radius + discs[b].radius + APART - apart;
  if (lacking <= 0) {
    return 0;
  }
  if (apart < SETTLED) {
    // On one spot there is no direction: each pair takes its own, or all would stay in a row.
    const turn = (2 * Math.PI * ((a * 7 + b * 3) % 16)) / 16;
    [dx, dy, apart] = [Math.cos(turn), Math.sin(turn), 1];
  }
  // The smaller gives way: what most people are at stays where it is.
  const [heavy, light] = [discs[a].radius ** 2, discs[b].radius ** 2];
  const share = light / (heavy + light);
  const [x, y] = [(dx / apart) * lacking, (dy / apart) * lacking];
  places[a].x -= x * share;
  places[a].y -= y * share;
  places[b].x += x * (1 - share);
  places[b].y += y * (1 - share);
  return lacking;
}

/** Returns where to draw marks ({x, y, radius} in pixels) so that none lies under another. */
export function spread(discs) {
  const places = discs.map(({ x, y }) => ({ x, y }));
  const pairs = new Set();
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const pair of hidden(discs, places)) {
      pairs.add(pair);
    }
    let most = 0;
    for (const pair of pairs) {
      const [a, b] = pair.split(",").map(Number);
      most = Math.max(most, push(discs, places, a, b));
    }
    if (most < SETTLED) {
      break;
    }
  }
  return places;
}
