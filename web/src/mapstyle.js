// The style of the map, in the colours of the page as it is now, light or dark.

const FONT = ["system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', Arial, sans-serif"];
const STATES = ["full", "thin", "vacuum", "closed", "stays", "exit", "junction"];
const THREATS = [0, 1, 2, 3, 4];

/** Legs by the leave that they have, each with the dashes of its line. */
const LEGS = [
  { id: "legs-granted", leaves: ["granted"] },
  { id: "legs-some", leaves: ["some", "dated"], dash: [5, 2] },
  { id: "legs-asked", leaves: ["asked"], dash: [2, 2] },
  { id: "legs-refused", leaves: ["refused", "shut"], dash: [0.6, 2.4] },
];

export const LEG_LAYERS = LEGS.map((leg) => leg.id);

const get = (property) => ["get", property];
const whenChosen = (chosen, other) => ["case", get("chosen"), chosen, other];

/** Returns the value of each kind that a property may have. */
function byKind(property, values, fallback) {
  return ["match", get(property), ...Object.entries(values).flat(), fallback];
}

/** Returns the value of each number, from 0, that a property may have. */
function byNumber(property, values) {
  return [
    "match",
    get(property),
    ...values.slice(0, -1).flatMap((value, n) => [n, value]),
    values.at(-1),
  ];
}

function legLayer({ id, leaves, dash }, colour) {
  const paint = {
    "line-color": byNumber(
      "threat",
      THREATS.map((n) => colour(`threat${n}`)),
    ),
    "line-width": whenChosen(5, ["match", get("mode"), "air", 1, 2]),
  };
  return {
    id,
    type: "line",
    source: "ways",
    filter: ["in", get("leave"), ["literal", leaves]],
    layout: { "line-cap": dash ? "butt" : "round" },
    paint: dash ? { ...paint, "line-dasharray": dash } : paint,
  };
}

function groundLayers(colour) {
  return [
    { id: "sea", type: "background", paint: { "background-color": colour("sea") } },
    { id: "land", type: "fill", source: "land", paint: { "fill-color": colour("land") } },
    {
      id: "borders",
      type: "line",
      source: "borders",
      paint: { "line-color": colour("border"), "line-width": 0.8 },
    },
    {
      id: "rivers",
      type: "line",
      source: "rivers",
      paint: { "line-color": colour("water"), "line-width": 1 },
    },
    {
      id: "lakes",
      type: "fill",
      source: "lakes",
      paint: { "fill-color": colour("sea"), "fill-outline-color": colour("water") },
    },
  ];
}

function flowLayer(colour) {
  const [land, water] = [colour("road"), colour("river")];
  const flow = { road: land, rail: land, river: water, sea: water, air: colour("air") };
  return {
    id: "flows",
    type: "line",
    source: "ways",
    filter: [">", get("width"), 0],
    layout: { "line-cap": "round" },
    paint: {
      "line-color": byKind("mode", flow, land),
      "line-width": get("width"),
      "line-opacity": 0.45,
    },
  };
}

function placeLayers(colour, halo) {
  return [
    {
      id: "countries",
      type: "symbol",
      source: "countries",
      layout: {
        "text-field": ["upcase", get("name")],
        "text-font": FONT,
        "text-size": 11,
        "text-letter-spacing": 0.14,
        "symbol-sort-key": ["-", 0, get("area")],
      },
      paint: { "text-color": colour("place"), ...halo, "text-opacity": 0.85 },
    },
    {
      id: "towns",
      type: "symbol",
      source: "towns",
      layout: {
        "text-field": get("name"),
        "text-font": FONT,
        "text-size": ["match", get("rank"), 0, 12, 11],
        "symbol-sort-key": get("sort"),
        "text-padding": 8,
      },
      paint: { "text-color": colour("place"), ...halo },
    },
  ];
}

function planLayers(colour, halo) {
  const states = Object.fromEntries(STATES.map((state) => [state, colour(`site-${state}`)]));
  const kinds = { flight: colour("air"), ship: colour("river"), boat: colour("river") };
  return [
    {
      id: "spots",
      type: "circle",
      source: "spots",
      layout: { "circle-sort-key": ["-", 0, get("r")] },
      paint: {
        "circle-radius": get("r"),
        "circle-color": byKind("state", states, colour("site-full")),
        "circle-stroke-color": whenChosen(colour("deadline"), colour("ink")),
        "circle-stroke-width": whenChosen(4, 1.4),
        "circle-opacity": 0.92,
      },
    },
    {
      id: "movers",
      type: "circle",
      source: "movers",
      paint: {
        "circle-radius": whenChosen(8, 5),
        "circle-color": byKind("kind", kinds, colour("road")),
        "circle-stroke-color": colour("card"),
        "circle-stroke-width": 2,
      },
    },
    {
      id: "names",
      type: "symbol",
      source: "spots",
      layout: {
        "text-field": get("name"),
        "text-font": FONT,
        "text-size": ["match", get("state"), "junction", 11, 13.5],
        "text-variable-anchor": ["left", "right", "top", "bottom", "top-left", "bottom-left"],
        "text-radial-offset": ["+", 0.35, ["/", get("r"), 13]],
        "text-justify": "auto",
        "symbol-sort-key": get("sort"),
      },
      paint: { "text-color": colour("ink"), ...halo, "text-halo-width": 2 },
    },
    {
      id: "serials",
      type: "symbol",
      source: "movers",
      minzoom: 6,
      layout: {
        "text-field": get("name"),
        "text-font": FONT,
        "text-size": 10.5,
        "text-offset": [0, -1.1],
        "text-optional": true,
      },
      paint: { "text-color": colour("ink"), ...halo },
    },
  ];
}

/** Returns the layers from the ground up; `colour` gives a colour of the page by its name. */
export function layers(colour) {
  const halo = { "text-halo-color": colour("land"), "text-halo-width": 1.6 };
  return [
    ...groundLayers(colour),
    flowLayer(colour),
    ...LEGS.map((leg) => legLayer(leg, colour)),
    ...placeLayers(colour, halo),
    ...planLayers(colour, halo),
  ];
}
