// The map that can be moved: MapLibre, where there is WebGL.
import { byId } from "./dom.js";
import { groundSources } from "./features.js";
import { layers } from "./mapstyle.js";
import { Overlay } from "./overlay.js";

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

const styled = (around) => ({
  version: 8,
  sources: groundSources(around),
  layers: layers(colour),
});

function options(plan, around, container) {
  const [west, south, east, north] = around.box;
  const [left, bottom, right, top] = around.view;
  return {
    container,
    style: styled(around),
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

/** Draws the plan over the ground and keeps it there, at the clock's moment. */
function drawOver(map, plan, clock, around) {
  const over = new Overlay(plan, clock, around, map);
  over.settle();
  map.on("move", () => over.follow());
  map.on("moveend", () => over.settle());
  map.on("resize", () => over.settle());
  map.on("click", ({ point }) => clock.choose(...over.hit(point)));
  clock.listeners.push(() => over.draw());
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
  const map = new library.Map(options(plan, around, place));
  map.addControl(new library.NavigationControl({ showCompass: false }), "top-right");
  map.addControl(new library.ScaleControl({ maxWidth: 110, unit: "metric" }), "bottom-left");
  const shown = new Promise((resolve) => {
    map.once("idle", resolve);
  });
  drawOver(map, plan, clock, around);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
    map.setStyle(styled(around), { diff: true });
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
