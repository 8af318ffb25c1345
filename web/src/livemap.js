// The map that can be moved: MapLibre, where there is WebGL.
import { byId } from "./dom.js";
import { groundSources, movers, spots, ways } from "./features.js";
import { LEG_LAYERS, layers } from "./mapstyle.js";

/** What a click hits, the smallest first: a serial before its site, a site before its legs. */
const HITS = [
  { kind: "serial", layers: ["movers"] },
  { kind: "site", layers: ["spots", "names"] },
  { kind: "leg", layers: [...LEG_LAYERS, "flows"] },
];

/** How near, in pixels, a click hits. */
const REACH = 6;

/** Unpacks what the page carries: the ground of the map, and the engine that draws it. */
async function unpacked(id) {
  const bytes = Uint8Array.from(atob(byId(id).textContent), (letter) => letter.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(stream).arrayBuffer();
}

async function carried(id) {
  return URL.createObjectURL(new Blob([await unpacked(id)], { type: "text/javascript" }));
}

async function ground() {
  return JSON.parse(new TextDecoder().decode(await unpacked("ground-data")));
}

function colour(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
}

const shownNow = (plan, clock) => ({
  ways: ways(plan, clock),
  spots: spots(plan, clock),
  movers: movers(plan, clock),
});

function styled(plan, clock, around) {
  const sources = groundSources(around);
  for (const [id, data] of Object.entries(shownNow(plan, clock))) {
    sources[id] = { type: "geojson", data };
  }
  return { version: 8, sources, layers: layers(colour) };
}

function options(plan, clock, around, container) {
  const [west, south, east, north] = around.box;
  const [left, bottom, right, top] = around.view;
  return {
    container,
    style: styled(plan, clock, around),
    bounds: [
      [left, bottom],
      [right, top],
    ],
    fitBoundsOptions: { padding: 16 },
    maxBounds: [
      [west, south],
      [east, north],
    ],
    maxZoom: 13,
    attributionControl: false,
    cooperativeGestures: true,
    dragRotate: false,
    pitchWithRotate: false,
    touchPitch: false,
    fadeDuration: 0,
    // A mission on both sides of the date line needs the world drawn twice.
    renderWorldCopies: west < -180 || east > 180,
    locale: {
      "CooperativeGesturesHandler.WindowsHelpText": plan.say("live.gesture_scroll"),
      "CooperativeGesturesHandler.MacHelpText": plan.say("live.gesture_mac"),
      "CooperativeGesturesHandler.MobileHelpText": plan.say("live.gesture_touch"),
      "NavigationControl.ZoomIn": plan.say("live.zoom_in"),
      "NavigationControl.ZoomOut": plan.say("live.zoom_out"),
      "Map.Title": plan.say("live.map"),
    },
  };
}

function chooseOnMap(map, clock) {
  map.on("click", ({ point: { x, y } }) => {
    const box = [
      [x - REACH, y - REACH],
      [x + REACH, y + REACH],
    ];
    for (const hit of HITS) {
      const [feature] = map.queryRenderedFeatures(box, { layers: hit.layers });
      if (feature) {
        clock.choose(hit.kind, feature.properties.i);
        return;
      }
    }
    clock.choose(null);
  });
  for (const layer of ["movers", "spots", "flows", "legs-granted"]) {
    map.on("mouseenter", layer, () => {
      map.getCanvas().style.cursor = "pointer";
    });
    map.on("mouseleave", layer, () => {
      map.getCanvas().style.cursor = "";
    });
  }
}

function followOnMap(map, plan, clock) {
  // Setting data redraws the map, so only what changed is set.
  const drawn = {};
  clock.listeners.push(() => {
    for (const [id, features] of Object.entries(shownNow(plan, clock))) {
      const text = JSON.stringify(features);
      if (text !== drawn[id]) {
        map.getSource(id)?.setData(features);
        drawn[id] = text;
      }
    }
  });
}

/** Puts the map that can be moved in the place of the still one. */
export async function liveMap(plan, clock) {
  const [engine, worker, around] = await Promise.all([
    carried("maplibre-gl.mjs"),
    carried("maplibre-gl-worker.mjs"),
    ground(),
  ]);
  const library = await import(engine);
  const place = byId("live-map");
  library.setWorkerUrl(worker);
  place.hidden = false;
  const map = new library.Map(options(plan, clock, around, place));
  map.addControl(new library.NavigationControl({ showCompass: false }), "top-right");
  map.addControl(new library.ScaleControl({ maxWidth: 110, unit: "metric" }), "bottom-left");
  const shown = new Promise((resolve) => {
    map.once("idle", resolve);
  });
  chooseOnMap(map, clock);
  followOnMap(map, plan, clock);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
    map.setStyle(styled(plan, clock, around), { diff: true });
  });
  await shown;
  byId("mapbox").classList.add("alive");
}

/** Says whether there is WebGL, and gives back what asking took. */
function canDraw() {
  const context = document.createElement("canvas").getContext("webgl2");
  context?.getExtension("WEBGL_lose_context")?.loseContext();
  return Boolean(context);
}

/** Makes the live map when the page comes near it; where that fails the still one stays. */
export function liveMapWhenNear(plan, clock) {
  if (!byId("ground-data") || !("DecompressionStream" in window) || !canDraw()) {
    return;
  }
  const begin = () =>
    liveMap(plan, clock).catch(() => {
      byId("live-map").hidden = true;
    });
  const watcher = new IntersectionObserver(
    (entries) => {
      if (entries.some((entry) => entry.isIntersecting)) {
        watcher.disconnect();
        begin();
      }
    },
    { rootMargin: "600px" },
  );
  watcher.observe(byId("mapbox"));
}
