// What the map shows: its ground as GeoJSON, how large marks and bands are, which towns are named.

export const lineOf = (coordinates, properties = {}) => ({
  type: "Feature",
  properties,
  geometry: { type: "LineString", coordinates },
});

export const polygon = (coordinates) => ({
  type: "Feature",
  properties: {},
  geometry: { type: "Polygon", coordinates },
});

export const together = (features) => ({ type: "FeatureCollection", features });

/** Returns the radius of a site in pixels; its area grows with its people. */
export function radius(plan, site, people) {
  if (site.role === "exit") {
    return 7;
  }
  if (site.role === "junction") {
    return 4.5 * plan.crowding;
  }
  return (people > 0 ? 4 + 16 * Math.sqrt(Math.min(1, people / plan.most)) : 5) * plan.crowding;
}

/** Returns what travels each leg in the clock's span, and the most of it (at least 1). */
export function amounts(plan, clock) {
  let byLeg;
  if (clock.whole) {
    // Exact strengths may be kept back; then no band tells them by its width either.
    byLeg = plan.legs.map((leg) => (plan.width === null ? leg.uses : 0));
  } else {
    byLeg = plan.legs.map(() => 0);
    const now = plan.period(clock.at);
    for (const [leg, period, amount] of plan.flows) {
      if (period === now) {
        byLeg[leg] += amount;
      }
    }
  }
  return { byLeg, most: Math.max(1, ...byLeg) };
}

/**
 * Returns the width of the band of what travels a leg; aircraft are fewer, so theirs are thinner.
 */
export function band(leg, amount, most) {
  return amount ? 3 + (leg.mode === "air" ? 4 : 9) * Math.sqrt(amount / most) : 0;
}

/** Returns the radius of a site's mark when most people are there. */
export function largest(plan, index) {
  const site = plan.sites[index];
  return radius(plan, site, Math.max(0, ...site.people.map(([, people]) => people)));
}

/** Returns a name's letters in spaces, without accents and capitals, to look for others in it. */
export function folded(name) {
  const plain = name.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  return ` ${plain.replace(/[^\p{L}\p{N}]+/gu, " ").trim()} `;
}

/** How near, as a share of the first view, a town is a site's, and one named like it is. */
const NEAR = 0.03;
const NAMESAKE = 0.2;

/** Returns the towns that are not sites themselves, those that matter most first. */
export function townsOf(plan, ground) {
  const [west, , east] = ground.view;
  const away = (site, lon, lat) => Math.max(Math.abs(site.lon - lon), Math.abs(site.lat - lat));
  const isSite = (site, name, lon, lat) => {
    const share = away(site, lon, lat) / (east - west);
    return share <= NEAR || (share <= NAMESAKE && folded(site.name).includes(folded(name)));
  };
  return (
    ground.towns
      .filter(([name, lon, lat]) => !plan.sites.some((site) => isSite(site, name, lon, lat)))
      // Capitals before seats before other places; among equals the larger first.
      .toSorted((a, b) => a[3] - b[3] || b[4] - a[4])
      .map(([name, lon, lat]) => ({ name, lon, lat }))
  );
}

/** Returns the sources of the ground: land, borders, lakes, rivers. */
export function groundSources(ground) {
  const source = (features) => ({ type: "geojson", data: together(features) });
  return {
    land: source(ground.land.map(polygon)),
    borders: source(ground.borders.map((line) => lineOf(line))),
    lakes: source(ground.lakes.map(polygon)),
    rivers: source(ground.rivers.map((line) => lineOf(line))),
  };
}
