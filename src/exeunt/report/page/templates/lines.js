// Lines of time: zoom, move along, cursors, choosing by a click.
const lines = { zoom: 1, shift: 0, most: 1 };
const pictures = () => all("#lines .picture");

function tickSteps(hours) {
  return [1, 3, 6, 12, 24, 48, 168, 336, 720].find((step) => hours / step <= 10) ?? 1440;
}

/** Draws the marks of the window that is shown on every axis of lines. */
function drawTicks() {
  const span = plan.hours / lines.zoom, begin = lines.shift * plan.hours, step = tickSteps(span), found = [];
  const zero = plan.instant(0), offset = (zero / 3600e3) % 24, months = step >= 720;
  const format = new Intl.DateTimeFormat(language, { timeZone: "UTC", ...(months ? { month: "short" } : step < 24 ? { hour: "2-digit", minute: "2-digit", hourCycle: "h23" } : { day: "numeric", month: "short" }) });
  const days = new Intl.DateTimeFormat(language, { timeZone: "UTC", day: "numeric", month: "short" });
  const put = (at, text) => {
    if (at < begin - 1e-6 || at > begin + span + 1e-6) { return; }
    const x = `${(at / plan.hours) * 100}%`, near = (at - begin) / span, anchor = near < 0.03 ? "start" : near > 0.97 ? "end" : "middle";
    found.push(drawn("line", { class: "tick", x1: x, x2: x, y1: 0, y2: 5 }), Object.assign(drawn("text", { class: "tick", x, y: 18, "text-anchor": anchor }), { textContent: text }));
  };
  if (months) {
    const first = new Date(zero), every = Math.max(1, Math.round(step / 720));
    for (let n = 0; ; n += every) {
      const when = Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + n, 1), at = (when - zero) / 3600e3;
      if (at > plan.hours) { break; }
      put(at, format.format(when) + (new Date(when).getUTCMonth() === 0 ? ` ${new Date(when).getUTCFullYear()}` : ""));
    }
  } else {
    for (let at = -offset; at <= plan.hours; at += step) { const when = zero + at * 3600e3; put(at, step < 24 && new Date(when).getUTCHours() === 0 ? days.format(when) : format.format(when)); }
  }
  const x = `${(plan.deadline / plan.hours) * 100}%`;
  for (const axis of all("#lines svg.scale")) { axis.replaceChildren(...found.map((f) => f.cloneNode(true)), drawn("line", { class: "deadline", x1: x, x2: x, y1: 0, y2: 4 })); }
  byId("window").textContent = `${plan.date(begin)} – ${plan.date(Math.min(plan.hours, begin + span))}`;
}

function layOut() {
  const shift = byId("shift");
  lines.shift = Math.min(1 - 1 / lines.zoom, Math.max(0, lines.shift));
  byId("lines").style.setProperty("--zoom", lines.zoom);
  byId("lines").style.setProperty("--shift", lines.shift);
  shift.disabled = lines.zoom === 1;
  shift.value = lines.zoom === 1 ? 0 : Math.round((1000 * lines.shift) / (1 - 1 / lines.zoom));
  shift.setAttribute("aria-valuetext", plan.date(lines.shift * plan.hours));
  drawTicks();
}

/** Zooms by a factor about a share of what is shown. */
function zoomBy(factor, about = 0.5) {
  const held = lines.shift + about / lines.zoom;
  lines.zoom = Math.min(lines.most, Math.max(1, lines.zoom * factor));
  lines.shift = held - about / lines.zoom;
  layOut();
}

function cursors() {
  const marks = [];
  for (const [selector, top, bottom] of [["#lines .timeline:not(.scale)", "0", "100%"], ["svg.chart", "18", "222"]]) {
    for (const svg of all(selector)) { const mark = drawn("line", { class: "cursor", y1: top, y2: bottom }); svg.append(mark); marks.push(mark); }
  }
  clock.listeners.push(() => {
    const x = `${(clock.at / plan.hours) * 100}%`;
    for (const mark of marks) { mark.setAttribute("x1", x); mark.setAttribute("x2", x); mark.style.display = clock.whole ? "none" : ""; }
    for (const row of all("#lines li[data-key]")) {
      const chosen = clock.chosen?.kind === "site" ? plan.sites[clock.chosen.index].id : null;
      row.classList.toggle("chosen", row.parentElement.dataset.group === "sites" && row.dataset.key === chosen);
    }
  });
}

/** Chooses what a click on a line means: a departure close to it, else the site, else only the moment. */
function chooseOnLine(row, share, width) {
  const at = share * plan.hours, near = (6 / width) * plan.hours, group = row.parentElement.dataset.group;
  if (group === "sites") {
    const index = plan.sites.findIndex((s) => s.id === row.dataset.key);
    const leaving = plan.serials.flatMap((s, i) => s.stages.filter((stage) => plan.ends(stage)[0] === index).map((stage) => [Math.abs(stage[2] - at), i, stage[2]])).sort((a, b) => a[0] - b[0])[0];
    if (leaving && leaving[0] <= near) { clock.at = leaving[2]; clock.whole = false; clock.choose("serial", leaving[1]); return; }
    clock.go(at);
    clock.choose("site", index);
    return;
  }
  clock.go(at);
  if (group === "pools") {
    const index = plan.serials.findIndex((s) => s.depart - near <= at && at <= s.arrive + near && s.loads.some(([item]) => plan.items[item][1] === row.dataset.key));
    if (index >= 0) { clock.choose("serial", index); }
  }
}

function linesOfTime() {
  if (!byId("lines")) { return; }
  byId("zoomer").hidden = false;
  byId("lines").classList.add("zooms");
  lines.most = Math.max(1, plan.hours / 12);
  for (const button of all("[data-zoom]")) {
    button.addEventListener("click", () => { const by = Number(button.dataset.zoom); if (by) { zoomBy(by, clock.whole ? 0.5 : Math.min(1, Math.max(0, (clock.at / plan.hours - lines.shift) * lines.zoom))); } else { lines.zoom = 1; lines.shift = 0; layOut(); } });
  }
  byId("shift").addEventListener("input", (event) => { lines.shift = (Number(event.target.value) / 1000) * (1 - 1 / lines.zoom); layOut(); });
  for (const picture of pictures()) {
    const row = picture.closest("li");
    let grip = null;
    picture.addEventListener("wheel", (event) => {
      if (!event.ctrlKey && !event.metaKey) { return; }
      event.preventDefault();
      const box = picture.getBoundingClientRect();
      zoomBy(Math.exp(-event.deltaY / 240), (event.clientX - box.left) / box.width);
    }, { passive: false });
    picture.addEventListener("pointerdown", (event) => { grip = { x: event.clientX, shift: lines.shift, moved: false }; });
    picture.addEventListener("pointermove", (event) => {
      if (!grip || !event.buttons) { return; }
      const width = picture.getBoundingClientRect().width, by = event.clientX - grip.x;
      if (Math.abs(by) > 5 && lines.zoom > 1) { grip.moved = true; lines.shift = grip.shift - by / width / lines.zoom; layOut(); }
    });
    picture.addEventListener("pointerup", (event) => {
      const box = picture.getBoundingClientRect();
      if (grip && !grip.moved && row.dataset.key) { chooseOnLine(row, lines.shift + (event.clientX - box.left) / box.width / lines.zoom, box.width * lines.zoom); }
      grip = null;
    });
    picture.addEventListener("pointerleave", () => { grip = null; });
  }
  layOut();
  let kept = null;
  addEventListener("beforeprint", () => { kept ??= { zoom: lines.zoom, shift: lines.shift }; Object.assign(lines, { zoom: 1, shift: 0 }); layOut(); });
  addEventListener("afterprint", () => { if (kept) { Object.assign(lines, kept); layOut(); kept = null; } });
}
