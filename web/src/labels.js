// Names on the map that can be moved: each beside what it names, or tied to it by a line, and on
// nothing else. As on the still map (drawing/labels.py).

const GAP = 4;
const ABOVE = 11;
const BELOW = 3;
const CLEAR = 5;
/** How far other names keep from an arrow or a house: so near they would seem to be its own. */
const BERTH = 18;
const REACHES = [14, 24, 36, 50, 66, 84, 104, 128, 156];
const TURNS = 24;

/** Returns how far a circle's edge is from a box; negative where the box reaches into it. */
export function distance(circle, box) {
  const dx = Math.max(box.left - circle.x, 0, circle.x - box.right);
  const dy = Math.max(box.top - circle.y, 0, circle.y - box.bottom);
  return Math.hypot(dx, dy) - circle.radius;
}

export const overlap = (a, b) =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

/** Says whether a line passes a circle by. */
export function beside(circle, line) {
  const [dx, dy] = [line.x2 - line.x1, line.y2 - line.y1];
  const length = dx * dx + dy * dy;
  const along = length ? ((circle.x - line.x1) * dx + (circle.y - line.y1) * dy) / length : 0;
  const share = Math.min(1, Math.max(0, along));
  const apart = Math.hypot(line.x1 + share * dx - circle.x, line.y1 + share * dy - circle.y);
  return apart > circle.radius + 1;
}

/** Says whether a line runs through a box (Liang and Barsky, 1984). */
export function crosses(line, box) {
  let [begin, end] = [0, 1];
  const [dx, dy] = [line.x2 - line.x1, line.y2 - line.y1];
  for (const [step, left] of [
    [-dx, line.x1 - box.left],
    [dx, box.right - line.x1],
    [-dy, line.y1 - box.top],
    [dy, box.bottom - line.y1],
  ]) {
    if (step === 0 && left <= 0) {
      return false;
    }
    if (step < 0) {
      begin = Math.max(begin, left / step);
    } else if (step > 0) {
      end = Math.min(end, left / step);
    }
  }
  return begin < end;
}

/** Yields how a name may stand at the end of its line: beside it, or over or under it. */
function* tied(dx, dy) {
  const leader = { dx, dy };
  if (Math.abs(dx) > Math.abs(dy)) {
    yield { dx: dx + 2 * Math.sign(dx), dy: dy + 4, anchor: dx > 0 ? "start" : "end", leader };
    return;
  }
  const base = dy < 0 ? dy - BELOW - 1 : dy + ABOVE + 1;
  yield { dx, dy: base, anchor: "middle", leader };
  yield { dx: dx - 4, dy: base, anchor: "start", leader };
  yield { dx: dx + 4, dy: base, anchor: "end", leader };
}

/** Yields where a name may stand, the best first: pixels from its point. */
export function* spots(label) {
  if (label.centred) {
    yield { dx: 0, dy: 4, anchor: "middle" };
    return;
  }
  const away = label.radius + GAP;
  // To the right reads best, so it is tried first.
  yield { dx: away, dy: 4, anchor: "start" };
  yield { dx: -away, dy: 4, anchor: "end" };
  yield { dx: 0, dy: -away - 2, anchor: "middle" };
  yield { dx: 0, dy: away + 11, anchor: "middle" };
  yield { dx: away, dy: -8, anchor: "start" };
  yield { dx: away, dy: 15, anchor: "start" };
  yield { dx: -away, dy: -8, anchor: "end" };
  yield { dx: -away, dy: 15, anchor: "end" };
  if (!label.tied) {
    return;
  }
  for (const reach of REACHES) {
    for (let turn = 0; turn < TURNS; turn += 1) {
      const angle = (2 * Math.PI * turn) / TURNS;
      const far = label.radius + reach;
      yield* tied(Math.cos(angle) * far, Math.sin(angle) * far);
    }
  }
}

/** Returns the room that a name takes at a spot. */
export function boxOf(label, spot) {
  const before = { start: 0, middle: label.width / 2, end: label.width }[spot.anchor];
  const left = label.x + spot.dx - before;
  const base = label.y + spot.dy;
  return { left, top: base - ABOVE, right: left + label.width, bottom: base + BELOW };
}

const berth = ({ far, home }) => (far || home ? BERTH : 0);

function free(box, line, own, taken) {
  const inside = box.left >= 0 && box.right <= taken.width;
  if (!inside || box.top < 0 || box.bottom > taken.height) {
    return false;
  }
  if (taken.boxes.some((other) => overlap(box, other))) {
    return false;
  }
  if (taken.leaders.some((leader) => crosses(leader, box))) {
    return false;
  }
  const others = taken.circles.filter((circle) => circle.key !== own.key);
  if (!line) {
    // Nearer to another circle than to its own, it would seem to name that one.
    const near = Math.max(0, distance(own, box));
    return others.every((circle) => distance(circle, box) > Math.max(near, berth(circle)));
  }
  return (
    others.every(
      (circle) => distance(circle, box) >= Math.max(CLEAR, berth(circle)) && beside(circle, line),
    ) && !taken.boxes.some((other) => crosses(line, other))
  );
}

/** Finds a place for a name and takes it; null where there is none. */
export function room(label, taken) {
  const own = { x: label.x, y: label.y, radius: label.radius, key: label.key };
  const under = (circle) =>
    Math.hypot(circle.x - own.x, circle.y - own.y) < circle.radius + own.radius;
  if (label.dotted && taken.circles.some(under)) {
    return null;
  }
  for (const spot of spots(label)) {
    const box = boxOf(label, spot);
    const { leader } = spot;
    const line = leader && { x1: own.x, y1: own.y, x2: own.x + leader.dx, y2: own.y + leader.dy };
    if (free(box, line, own, taken)) {
      taken.boxes.push(box);
      if (line) {
        taken.leaders.push(line);
      }
      if (label.dotted) {
        taken.circles.push(own);
      }
      return spot;
    }
  }
  return null;
}
