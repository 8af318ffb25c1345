// Sets the report's page going. The page is complete without: figures, tables and pictures are in
// it.
import { Clock } from "./clock.js";
import { curves } from "./curves.js";
import { byId } from "./dom.js";
import { cursors, linesOfTime } from "./lines.js";
import { liveMapWhenNear } from "./livemap.js";
import { startPage } from "./page.js";
import { Panel } from "./panel.js";
import { Plan } from "./plan.js";
import { Player } from "./player.js";
import { chooseOnStill, followOnStill } from "./stillmap.js";

function startPlan(data) {
  const plan = new Plan(data, document.documentElement.lang);
  const clock = new Clock(plan);
  curves(plan, clock);
  if (byId("mapbox")) {
    new Player(plan, clock).start();
    chooseOnStill(plan, clock);
    followOnStill(plan, clock);
    if (byId("panel")) {
      new Panel(plan, clock).start();
    }
  }
  linesOfTime(plan, clock);
  cursors(plan, clock);
  clock.tell();
  liveMapWhenNear(plan, clock);
}

startPage();
// A report that may tell no times carries no plan to play.
const holder = byId("plan-data");
if (holder) {
  startPlan(JSON.parse(holder.textContent));
}
