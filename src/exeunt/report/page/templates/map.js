// The map: MapLibre where there is WebGL; else, and until it is there, the still one, which follows the clock as well.
const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
const FONT = ["system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', Arial, sans-serif"];
const STATES = ["full", "thin", "vacuum", "closed", "stays", "exit", "junction"];
const radius = (site, people) => (site.role === "exit" ? 7 : people > 0 ? 4 + 16 * Math.sqrt(Math.min(1, people / plan.most)) : 3.5);

/** Returns what travels each leg in the clock's span, and the most of it. */
function amounts() {
  const found = new Array(plan.legs.length).fill(0);
  if (clock.whole) { plan.legs.forEach((leg, i) => { found[i] = plan.width === null ? leg.uses : 0; }); } else {
    const now = plan.period(clock.at);
    for (const [leg, n, amount] of plan.flows) { if (n === now) { found[leg] += amount; } }
  }
  return [found, Math.max(1, ...found)];
}
const band = (leg, amount, most) => (amount ? 3 + (leg.mode === "air" ? 4 : 9) * Math.sqrt(amount / most) : 0);

/** Says a site, and a leg, as the tool tip of the still map does, at the clock's moment. */
const tipped = (what, n) => (plan.veiled ? what : plan.say("live.tip", { what, n }));
const siteTip = (site) => tipped([site.name, ...new Set([plan.say(`role.${site.role}`), plan.say(`sitestate.${plan.state(site, clock.at)}`)])].join(", "), plan.count("person", plan.people(site, clock.at)));
const legTip = (leg, amount) => tipped(plan.say("live.leg", {
  origin: plan.sites[leg.a].name, destination: plan.sites[leg.b].name, mode: plan.say(`mode.${leg.mode}`), threat: plan.say(`threat.${clock.threat(leg)[1]}`),
  leave: clock.shut(leg) ? plan.say("live.closed") : plan.say(`leave.${plan.leave(leg, clock.at)}`),
}), amount ? plan.count(leg.mode === "air" ? "sortie" : "vehicle", amount) : plan.say("live.unused"));

/** The tool tips of the still map as they were written, by their elements. */
const written = new Map();

/** The still map follows the clock: circles by people and state, legs by threat and leave, bands by what travels; of a whole plan its tool tips are those written. */
function followStill() {
  const still = byId("still-map"), at = clock.at, [found, most] = amounts();
  const sites = new Map(plan.sites.map((s) => [s.id, s])), legs = new Map(plan.legs.map((leg, i) => [leg.id, [leg, i]]));
  const put = (mark, name, value) => { if (mark.getAttribute(name) !== String(value)) { mark.setAttribute(name, value); } };
  const tip = (mark, told) => {
    const title = mark.querySelector("title");
    if (!written.has(title)) { written.set(title, title.textContent); }
    const text = clock.whole ? written.get(title) : told;
    if (title.textContent !== text) { title.textContent = text; }
  };
  for (const dot of all("circle[data-site]", still)) {
    const site = sites.get(dot.dataset.site);
    put(dot, "r", radius(site, plan.people(site, at)));
    put(dot, "class", `site ${plan.state(site, at)}${clock.chosen?.kind === "site" && plan.sites[clock.chosen.index] === site ? " chosen" : ""}`);
    tip(dot, siteTip(site));
  }
  for (const line of all("line[data-leg]", still)) {
    const [leg, i] = legs.get(line.dataset.leg);
    if (line.classList.contains("flow")) { put(line, "stroke-width", band(leg, found[i], most)); continue; }
    put(line, "class", `leg ${leg.mode} threat${clock.threat(leg)[1]} ${plan.leave(leg, at)}${clock.shut(leg) ? " shut" : ""}${clock.chosen?.kind === "leg" && clock.chosen.index === i ? " chosen" : ""}`);
    tip(line, legTip(leg, found[i]));
  }
}

function chooseOnStill() {
  byId("still-map").addEventListener("click", (event) => {
    const site = event.target.closest("[data-site]"), leg = event.target.closest("[data-leg]");
    if (site) { clock.choose("site", plan.sites.findIndex((s) => s.id === site.dataset.site)); } else if (leg) { clock.choose("leg", plan.legs.findIndex((l) => l.id === leg.dataset.leg)); }
  });
}

const ways = (found, most) => together(plan.legs.map((leg, i) => {
  const [a, b] = [plan.sites[leg.a], plan.sites[leg.b]], at = clock.at;
  return lineOf([[a.lon, a.lat], [b.lon, b.lat]], {
    i, mode: leg.mode, threat: clock.threat(leg)[1], leave: clock.shut(leg) ? "shut" : plan.leave(leg, at), width: band(leg, found[i], most), chosen: clock.chosen?.kind === "leg" && clock.chosen.index === i,
  });
}));
const spots = () => together(plan.sites.map((site, i) => {
  const people = plan.people(site, clock.at);
  return point(site.lon, site.lat, { i, name: site.name, state: plan.state(site, clock.at), r: radius(site, people), sort: site.role === "junction" ? 1e9 : -people, chosen: clock.chosen?.kind === "site" && clock.chosen.index === i });
}));
const movers = () => together(clock.whole ? [] : plan.underWay(clock.at, clock.at + 1e-6).flatMap((serial) => {
  const place = plan.place(serial, clock.at), i = plan.serials.indexOf(serial);
  return place ? [point(place.lon, place.lat, { i, name: serial.id, kind: serial.kind, chosen: clock.chosen?.kind === "serial" && clock.chosen.index === i })] : [];
}));

const byKind = (property, values, fallback) => ["match", ["get", property], ...Object.entries(values).flat(), fallback];
const numbered = (property, values) => ["match", ["get", property], ...values.slice(0, -1).flatMap((v, n) => [n, v]), values.at(-1)];

/** Returns the style of the map in the colours of the page as it is now, light or dark. */
function styled(ground) {
  const flow = { road: colour("road"), rail: colour("road"), river: colour("river"), sea: colour("river"), air: colour("air") };
  const state = Object.fromEntries(STATES.map((s) => [s, colour(`site-${s}`)])), threats = [0, 1, 2, 3, 4].map((n) => colour(`threat${n}`));
  const halo = { "text-halo-color": colour("land"), "text-halo-width": 1.6 };
  const leg = (id, leave, dash) => ({ id, type: "line", source: "ways", filter: ["in", ["get", "leave"], ["literal", leave]], layout: { "line-cap": dash ? "butt" : "round" },
    paint: { "line-color": numbered("threat", threats), "line-width": ["case", ["get", "chosen"], 5, ["match", ["get", "mode"], "air", 1, 2]], ...(dash ? { "line-dasharray": dash } : {}) } });
  return {
    version: 8,
    sources: { ...groundSources(ground), ways: { type: "geojson", data: ways(...amounts()) }, spots: { type: "geojson", data: spots() }, movers: { type: "geojson", data: movers() } },
    layers: [
      { id: "sea", type: "background", paint: { "background-color": colour("sea") } },
      { id: "land", type: "fill", source: "land", paint: { "fill-color": colour("land") } },
      { id: "borders", type: "line", source: "borders", paint: { "line-color": colour("border"), "line-width": 0.8 } },
      { id: "rivers", type: "line", source: "rivers", paint: { "line-color": colour("water"), "line-width": 1 } },
      { id: "lakes", type: "fill", source: "lakes", paint: { "fill-color": colour("sea"), "fill-outline-color": colour("water") } },
      { id: "flows", type: "line", source: "ways", filter: [">", ["get", "width"], 0], layout: { "line-cap": "round" }, paint: { "line-color": byKind("mode", flow, colour("road")), "line-width": ["get", "width"], "line-opacity": 0.45 } },
      leg("legs-granted", ["granted"]), leg("legs-some", ["some", "dated"], [5, 2]), leg("legs-asked", ["asked"], [2, 2]), leg("legs-refused", ["refused", "shut"], [0.6, 2.4]),
      { id: "countries", type: "symbol", source: "countries", layout: { "text-field": ["upcase", ["get", "name"]], "text-font": FONT, "text-size": 11, "text-letter-spacing": 0.14, "symbol-sort-key": ["-", 0, ["get", "area"]] }, paint: { "text-color": colour("place"), ...halo, "text-opacity": 0.85 } },
      { id: "towns", type: "symbol", source: "towns", layout: { "text-field": ["get", "name"], "text-font": FONT, "text-size": ["match", ["get", "rank"], 0, 12, 11], "symbol-sort-key": ["get", "sort"], "text-padding": 8 }, paint: { "text-color": colour("place"), ...halo } },
      { id: "spots", type: "circle", source: "spots", layout: { "circle-sort-key": ["-", 0, ["get", "r"]] },
        paint: { "circle-radius": ["get", "r"], "circle-color": byKind("state", state, colour("site-full")), "circle-stroke-color": ["case", ["get", "chosen"], colour("deadline"), colour("ink")], "circle-stroke-width": ["case", ["get", "chosen"], 4, 1.4], "circle-opacity": 0.92 } },
      { id: "movers", type: "circle", source: "movers", paint: { "circle-radius": ["case", ["get", "chosen"], 8, 5], "circle-color": byKind("kind", { flight: colour("air"), ship: colour("river"), boat: colour("river") }, colour("road")), "circle-stroke-color": colour("card"), "circle-stroke-width": 2 } },
      { id: "names", type: "symbol", source: "spots", layout: { "text-field": ["get", "name"], "text-font": FONT, "text-size": ["match", ["get", "state"], "junction", 11, 13.5], "text-variable-anchor": ["left", "right", "top", "bottom", "top-left", "bottom-left"], "text-radial-offset": ["+", 0.35, ["/", ["get", "r"], 13]], "text-justify": "auto", "symbol-sort-key": ["get", "sort"] },
        paint: { "text-color": colour("ink"), ...halo, "text-halo-width": 2 } },
      { id: "serials", type: "symbol", source: "movers", minzoom: 6, layout: { "text-field": ["get", "name"], "text-font": FONT, "text-size": 10.5, "text-offset": [0, -1.1], "text-optional": true }, paint: { "text-color": colour("ink"), ...halo } },
    ],
  };
}

/** Puts the map that can be moved in the place of the still one. */
async function liveMap() {
  const [engine, worker, ground] = await Promise.all([carried("maplibre-gl.mjs"), carried("maplibre-gl-worker.mjs"), unpacked("ground-data").then((b) => JSON.parse(new TextDecoder().decode(b)))]);
  const library = await import(engine), place = byId("live-map"), [west, south, east, north] = ground.box, view = [[ground.view[0], ground.view[1]], [ground.view[2], ground.view[3]]];
  library.setWorkerUrl(worker);
  place.hidden = false;
  const map = new library.Map({
    container: place, style: styled(ground), bounds: view, fitBoundsOptions: { padding: 16 }, maxBounds: [[west, south], [east, north]], maxZoom: 13, attributionControl: false, cooperativeGestures: true,
    dragRotate: false, pitchWithRotate: false, touchPitch: false, fadeDuration: 0, renderWorldCopies: west < -180 || east > 180,
    locale: {
      "CooperativeGesturesHandler.WindowsHelpText": plan.say("live.gesture_scroll"), "CooperativeGesturesHandler.MacHelpText": plan.say("live.gesture_mac"), "CooperativeGesturesHandler.MobileHelpText": plan.say("live.gesture_touch"),
      "NavigationControl.ZoomIn": plan.say("live.zoom_in"), "NavigationControl.ZoomOut": plan.say("live.zoom_out"), "Map.Title": plan.say("live.map"),
    },
  });
  map.addControl(new library.NavigationControl({ showCompass: false }), "top-right");
  map.addControl(new library.ScaleControl({ maxWidth: 110, unit: "metric" }), "bottom-left");
  const shown = new Promise((resolve) => { map.once("idle", resolve); });
  map.on("click", (event) => {
    const { x, y } = event.point, near = (layers) => map.queryRenderedFeatures([[x - 6, y - 6], [x + 6, y + 6]], { layers })[0];
    const hit = [["serial", ["movers"]], ["site", ["spots", "names"]], ["leg", ["legs-granted", "legs-some", "legs-asked", "legs-refused", "flows"]]].map(([kind, layers]) => [kind, near(layers)]).find(([, feature]) => feature);
    if (hit) { clock.choose(hit[0], hit[1].properties.i); } else { clock.choose(null); }
  });
  for (const layer of ["movers", "spots", "flows", "legs-granted"]) {
    map.on("mouseenter", layer, () => { map.getCanvas().style.cursor = "pointer"; });
    map.on("mouseleave", layer, () => { map.getCanvas().style.cursor = ""; });
  }
  const drawnNow = {};
  clock.listeners.push(() => {
    for (const [id, features] of [["ways", ways(...amounts())], ["spots", spots()], ["movers", movers()]]) {
      const text = JSON.stringify(features);
      if (text !== drawnNow[id]) { map.getSource(id)?.setData(features); drawnNow[id] = text; }
    }
  });
  dark.addEventListener("change", () => map.setStyle(styled(ground), { diff: true }));
  await shown;
  byId("mapbox").classList.add("alive");
  return map;
}
