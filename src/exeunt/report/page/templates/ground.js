// What the page carries packed: the ground of the map, and the engine that draws it.
async function unpacked(id) {
  const bytes = Uint8Array.from(atob(byId(id).textContent), (letter) => letter.charCodeAt(0));
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).arrayBuffer();
}

async function carried(id) {
  return URL.createObjectURL(new Blob([await unpacked(id)], { type: "text/javascript" }));
}

const point = (lon, lat, properties) => ({ type: "Feature", properties, geometry: { type: "Point", coordinates: [lon, lat] } });
const lineOf = (coordinates, properties = {}) => ({ type: "Feature", properties, geometry: { type: "LineString", coordinates } });
const polygon = (coordinates) => ({ type: "Feature", properties: {}, geometry: { type: "Polygon", coordinates } });
const together = (features) => ({ type: "FeatureCollection", features });

/** Returns the sources of the ground: land, borders, lakes, rivers, names of countries and towns. */
function groundSources(ground) {
  const source = (features) => ({ type: "geojson", data: together(features) });
  return {
    land: source(ground.land.map(polygon)), borders: source(ground.borders.map((line) => lineOf(line))), lakes: source(ground.lakes.map(polygon)),
    rivers: source(ground.rivers.map((line) => lineOf(line))),
    countries: source(ground.countries.map(([name, lon, lat, area]) => point(lon, lat, { name, area }))),
    towns: source(ground.towns.map(([name, lon, lat, rank, people]) => point(lon, lat, { name, rank, sort: rank * 1e9 - people }))),
  };
}
