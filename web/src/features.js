// What the map shows at the clock's moment, as GeoJSON.

export const point = (lon, lat, properties) => ({
  type: "Feature",
  properties,
  geometry: { type: "Point", coordinates: [lon, lat] },
});

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

/** Returns the legs. */
export function ways(plan, clock) {
  const { byLeg, most } = amounts(plan, clock);
  const features = plan.legs.map((leg, i) => {
    const [a, b] = [plan.sites[leg.a], plan.sites[leg.b]];
    const coordinates = [
      [a.lon, a.lat],
      [b.lon, b.lat],
    ];
    return lineOf(coordinates, {
      i,
      mode: leg.mode,
      threat: clock.threat(leg)[1],
      leave: clock.shut(leg) ? "shut" : plan.leave(leg, clock.at),
      width: band(leg, byLeg[i], most),
      chosen: clock.isChosen("leg", i),
    });
  });
  return together(features);
}

/** Returns the sites; names of junctions give way to all others. */
export function spots(plan, clock) {
  const features = plan.sites.map((site, i) => {
    const people = plan.people(site, clock.at);
    return point(site.lon, site.lat, {
      i,
      name: site.name,
      state: plan.state(site, clock.at),
      r: radius(plan, site, people),
      sort: site.role === "junction" ? 1e9 : -people,
      chosen: clock.isChosen("site", i),
    });
  });
  return together(features);
}

/** Returns the serials that are under way. */
export function movers(plan, clock) {
  if (clock.whole) {
    return together([]);
  }
  const features = plan.underWay(clock.at, clock.at + 1e-6).flatMap((serial) => {
    const place = plan.place(serial, clock.at);
    const i = plan.serials.indexOf(serial);
    const { id: name, kind } = serial;
    return place
      ? [point(place.lon, place.lat, { i, name, kind, chosen: clock.isChosen("serial", i) })]
      : [];
  });
  return together(features);
}

/**
 * Returns the sources of the ground: land, borders, lakes, rivers, names of countries and towns.
 */
export function groundSources(ground) {
  const source = (features) => ({ type: "geojson", data: together(features) });
  const towns = ground.towns.map(([name, lon, lat, rank, people]) =>
    // Capitals before seats before other places; among equals the larger first.
    point(lon, lat, { name, rank, sort: rank * 1e9 - people }),
  );
  return {
    land: source(ground.land.map(polygon)),
    borders: source(ground.borders.map((line) => lineOf(line))),
    lakes: source(ground.lakes.map(polygon)),
    rivers: source(ground.rivers.map((line) => lineOf(line))),
    countries: source(
      ground.countries.map(([name, lon, lat, area]) => point(lon, lat, { name, area })),
    ),
    towns: source(towns),
  };
}
