// Lines of time: zoom, move along, cursors, choosing by a click.
import { all, byId, drawn } from "./dom.js";
import { anchor, ticks } from "./ticks.js";
import { Window } from "./window.js";

/** A pointer that moved less, in pixels, clicked and did not drag. */
const DRAG = 5;

/** A departure as near as this many pixels is what a click means. */
const NEAR = 6;

/**
 * Returns what a click at an hour of a site's line means: a departure close to it, else the site.
 */
export function chosenOnSite(plan, index, at, near) {
  const departures = plan.serials.flatMap((serial, number) =>
    serial.stages
      .filter((stage) => plan.ends(stage)[0] === index)
      .map((stage) => ({ number, depart: stage.depart, away: Math.abs(stage.depart - at) })),
  );
  const [closest] = departures.sort((a, b) => a.away - b.away);
  if (closest && closest.away <= near) {
    return { kind: "serial", index: closest.number, at: closest.depart };
  }
  return { kind: "site", index, at };
}

/**
 * Returns what a click at an hour of a fleet's line means: the serial that it is on then, or null.
 */
export function chosenOnPool(plan, key, at, near) {
  const index = plan.serials.findIndex(
    (serial) =>
      serial.depart - near <= at &&
      at <= serial.arrive + near &&
      serial.loads.some((load) => plan.items[load.item].id === key),
  );
  return index < 0 ? null : { kind: "serial", index, at };
}

function drawTicks(plan, shown) {
  const marks = ticks(plan, shown.begin, shown.span).flatMap(({ at, text, share }) => {
    const x = `${(at / plan.hours) * 100}%`;
    const label = drawn("text", { class: "tick", x, y: 18, "text-anchor": anchor(share) });
    label.textContent = text;
    return [drawn("line", { class: "tick", x1: x, x2: x, y1: 0, y2: 5 }), label];
  });
  const x = `${(plan.deadline / plan.hours) * 100}%`;
  for (const axis of all("#lines svg.scale")) {
    const deadline = drawn("line", { class: "deadline", x1: x, x2: x, y1: 0, y2: 4 });
    axis.replaceChildren(...marks.map((mark) => mark.cloneNode(true)), deadline);
  }
  byId("window").textContent = `${plan.date(shown.begin)} – ${plan.date(shown.end)}`;
}

function layOut(plan, shown) {
  const slider = byId("shift");
  byId("lines").style.setProperty("--zoom", shown.zoom);
  byId("lines").style.setProperty("--shift", shown.shift);
  slider.disabled = shown.zoom === 1;
  slider.value = shown.thousandths;
  slider.setAttribute("aria-valuetext", plan.date(shown.begin));
  drawTicks(plan, shown);
}

/** Chooses what a click on a line means; where it means nothing else, only its moment. */
function choose(plan, clock, line, at, near) {
  const { group } = line.parentElement.dataset;
  const { key } = line.dataset;
  let choice = null;
  if (group === "sites") {
    choice = chosenOnSite(
      plan,
      plan.sites.findIndex((site) => site.id === key),
      at,
      near,
    );
  } else if (group === "pools") {
    choice = chosenOnPool(plan, key, at, near);
  }
  clock.go(choice?.at ?? at);
  if (choice) {
    clock.choose(choice.kind, choice.index);
  }
}

/** Lets a picture be zoomed by the wheel, dragged, and clicked on. */
function handle(picture, plan, clock, shown) {
  const line = picture.closest("li");
  let grip = null;
  picture.addEventListener(
    "wheel",
    (event) => {
      // Without a key the wheel scrolls the page, as everywhere.
      if (!event.ctrlKey && !event.metaKey) {
        return;
      }
      event.preventDefault();
      const box = picture.getBoundingClientRect();
      shown.zoomBy(Math.exp(-event.deltaY / 240), (event.clientX - box.left) / box.width);
      layOut(plan, shown);
    },
    { passive: false },
  );
  picture.addEventListener("pointerdown", (event) => {
    grip = { x: event.clientX, shift: shown.shift, moved: false };
  });
  picture.addEventListener("pointermove", (event) => {
    if (!grip || !event.buttons) {
      return;
    }
    const by = event.clientX - grip.x;
    if (Math.abs(by) > DRAG && shown.zoom > 1) {
      grip.moved = true;
      shown.moveTo(grip.shift - by / picture.getBoundingClientRect().width / shown.zoom);
      layOut(plan, shown);
    }
  });
  picture.addEventListener("pointerup", (event) => {
    const box = picture.getBoundingClientRect();
    if (grip && !grip.moved && line.dataset.key) {
      const share = shown.shareAt((event.clientX - box.left) / box.width);
      const near = (NEAR / (box.width * shown.zoom)) * plan.hours;
      choose(plan, clock, line, share * plan.hours, near);
    }
    grip = null;
  });
  picture.addEventListener("pointerleave", () => {
    grip = null;
  });
}

/** A print shows the whole plan, and leaves the window as it was. */
function unzoomInPrint(plan, shown) {
  let kept = null;
  addEventListener("beforeprint", () => {
    kept ??= { zoom: shown.zoom, shift: shown.shift };
    shown.reset();
    layOut(plan, shown);
  });
  addEventListener("afterprint", () => {
    if (kept) {
      Object.assign(shown, kept);
      layOut(plan, shown);
      kept = null;
    }
  });
}

export function linesOfTime(plan, clock) {
  if (!byId("lines")) {
    return;
  }
  const shown = new Window(plan.hours);
  byId("zoomer").hidden = false;
  byId("lines").classList.add("zooms");
  for (const button of all("[data-zoom]")) {
    button.addEventListener("click", () => {
      const factor = Number(button.dataset.zoom);
      if (factor) {
        shown.zoomBy(factor, clock.whole ? 0.5 : shown.shareOf(clock.at));
      } else {
        shown.reset();
      }
      layOut(plan, shown);
    });
  }
  byId("shift").addEventListener("input", (event) => {
    shown.thousandths = Number(event.target.value);
    layOut(plan, shown);
  });
  for (const picture of all("#lines .picture")) {
    handle(picture, plan, clock, shown);
  }
  layOut(plan, shown);
  unzoomInPrint(plan, shown);
}

/** Draws the clock's moment on lines and curves, and marks the line of the site that is chosen. */
export function cursors(plan, clock) {
  const marked = (selector, y1, y2) =>
    all(selector).map((picture) => {
      const mark = drawn("line", { class: "cursor", y1, y2 });
      picture.append(mark);
      return mark;
    });
  const marks = [
    ...marked("#lines .timeline:not(.scale)", "0", "100%"),
    ...marked("svg.chart", "18", "222"),
  ];
  clock.listeners.push(() => {
    const x = `${(clock.at / plan.hours) * 100}%`;
    for (const mark of marks) {
      mark.setAttribute("x1", x);
      mark.setAttribute("x2", x);
      mark.style.display = clock.whole ? "none" : "";
    }
    const chosen = clock.chosen?.kind === "site" ? plan.sites[clock.chosen.index].id : null;
    for (const line of all("#lines li[data-key]")) {
      const ofSite = line.parentElement.dataset.group === "sites";
      line.classList.toggle("chosen", ofSite && line.dataset.key === chosen);
    }
  });
}
