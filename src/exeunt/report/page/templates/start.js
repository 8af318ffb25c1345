// The player, and everything set going.
function player() {
  const slider = byId("slider"), moment = byId("moment"), play = document.querySelector("[data-play]");
  byId("player").hidden = false;
  slider.max = Math.ceil(plan.hours / (plan.fine ? 1 : 6));
  const unit = plan.hours / slider.max;
  let before = 0, stop = null;
  const halt = () => {
    stop?.();
    clock.playing = false;
    play.classList.remove("playing");
    play.setAttribute("aria-label", plan.say("live.play"));
  };
  /** Goes on to a moment, and waits for the next one unless that was the last. */
  const on = (to) => {
    clock.go(to);
    if (clock.at >= plan.hours) { halt(); clock.tell(); } else { wait(); }
  };
  const frame = (now) => {
    const [begin, end] = clock.span(), passed = Math.min(0.2, Math.max(0, now - before) / 1000);
    before = now;
    on(clock.at + passed * Math.max(1, end - begin));
  };
  const stepped = () => on(clock.span()[1]);
  const wait = () => {
    if (calm.matches) { const timer = setTimeout(stepped, 1000); stop = () => clearTimeout(timer); } else { const next = requestAnimationFrame(frame); stop = () => cancelAnimationFrame(next); }
  };
  play.addEventListener("click", () => {
    if (clock.playing) { halt(); clock.tell(); return; }
    clock.playing = true;
    play.classList.add("playing");
    play.setAttribute("aria-label", plan.say("live.pause"));
    if (clock.whole || clock.at >= plan.hours) { clock.go(0); }
    before = performance.now();
    wait();
  });
  for (const button of all("[data-step]")) {
    button.addEventListener("click", () => {
      halt();
      const now = clock.whole ? -1 : plan.period(clock.at), to = Math.min(plan.periods.length - 1, Math.max(0, now + Number(button.dataset.step)));
      clock.go(plan.periods[to]);
    });
  }
  document.querySelector("[data-whole]").addEventListener("click", () => { halt(); clock.all(); });
  slider.addEventListener("input", () => { halt(); clock.go(Number(slider.value) * unit); });
  clock.listeners.push(() => {
    const [begin, end] = clock.span(), span = plan.span(begin, end);
    slider.value = Math.round(clock.at / unit);
    moment.setAttribute("aria-live", clock.playing || document.activeElement === slider ? "off" : "polite");
    moment.textContent = clock.whole ? plan.say("live.whole", { span }) : plan.moment(clock.at);
    slider.setAttribute("aria-valuetext", moment.textContent);
  });
  let kept = null;
  addEventListener("beforeprint", () => {
    halt();
    kept ??= { at: clock.at, whole: clock.whole, chosen: clock.chosen };
    Object.assign(clock, { at: 0, whole: true, chosen: null }).tell();
  });
  addEventListener("afterprint", () => { if (kept) { Object.assign(clock, kept).tell(); kept = null; } });
}

if (plan) {
  all("figure.chart").forEach(pointed);
  const mapped = byId("mapbox");
  if (mapped) { player(); chooseOnStill(); clock.listeners.push(followStill, tellStories); if (panel) { chooser(); panel.hidden = false; } }
  linesOfTime();
  cursors();
  clock.tell();
  if (byId("ground-data") && "DecompressionStream" in window) {
    const begin = () => liveMap().catch(() => { byId("live-map").hidden = true; });
    const canvas = document.createElement("canvas"), there = canvas.getContext("webgl2");
    there?.getExtension("WEBGL_lose_context")?.loseContext();
    if (there) { new IntersectionObserver((entries, watcher) => { if (entries.some((e) => e.isIntersecting)) { watcher.disconnect(); begin(); } }, { rootMargin: "600px" }).observe(mapped); }
  }
}
