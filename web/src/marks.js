// The marks of sites and of what moves: the page defines them, each of radius 1.

/** Returns the mark of a site in a state; of an exit beyond the edge that is an arrow. */
export function markOf(site, state, far) {
  if (!site.placed) {
    return "#mark-home";
  }
  return far ? "#mark-far" : `#mark-${state}`;
}

/** Returns what makes a mark of a radius in pixels, turned by degrees clockwise. */
export function scaled(radius, angle = 0) {
  const size = `scale(${Math.round(radius * 10) / 10})`;
  return Math.round(angle) ? `rotate(${Math.round(angle)})${size}` : size;
}
