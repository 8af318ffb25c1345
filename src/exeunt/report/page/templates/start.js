// The player, and everything set going.
function player() {
  const slider = byId("slider"), moment = byId("moment"), play = document.querySelector("[data-play]");
  byId("player").hidden = false;
  slider.max = Math.ceil(plan.hours / (plan.fine ? 1 : 6));
  const unit = plan.hours / slider.max;
  let playing = false, before = 0;
  const halt = () => { playing = false; play.classList.remove("playing"); play.setAttribute("aria-label", plan.say("live.play")); };
  const frame = (now) => {
    if (!playing) { return; }
    const [begin, end] = clock.span(), passed = Math.min(0.2, (now - before) / 1000);
    before = now;
    const next = clock.at + passed * Math.max(1, end - begin);
    clock.go(next);
    if (next >= plan.hours) { halt(); return; }
    requestAnimationFrame(frame);
  };
  const stepped = () => {
    if (!playing) { return; }
    const next = clock.span()[1];
    clock.go(next);
    if (next >= plan.hours) { halt(); } else { setTimeout(stepped, 1000); }
  };
  play.addEventListener("click", () => {
    if (playing) { halt(); return; }
    playing = true;
    play.classList.add("playing");
    play.setAttribute("aria-label", plan.say("live.pause"));
    if (clock.whole || clock.at >= plan.hours) { clock.go(0); }
    before = performance.now();
    if (calm.matches) { setTimeout(stepped, 1000); } else { requestAnimationFrame(frame); }
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
    moment.textContent = clock.whole ? plan.say("live.whole", { span }) : plan.moment(clock.at);
    slider.setAttribute("aria-valuetext", moment.textContent);
  });
}

if (plan) {
  all("figure.chart").forEach(pointed);
  const mapped = byId("mapbox");
  if (mapped) { player(); chooseOnStill(); clock.listeners.push(followStill, tellStories); if (panel) { panel.hidden = false; } }
  linesOfTime();
  cursors();
  clock.tell();
  if (mapped && "DecompressionStream" in window) {
    const begin = () => liveMap().catch(() => { byId("live-map").hidden = true; });
    const canvas = document.createElement("canvas"), there = canvas.getContext("webgl2");
    there?.getExtension("WEBGL_lose_context")?.loseContext();
    if (there) { new IntersectionObserver((entries, watcher) => { if (entries.some((e) => e.isIntersecting)) { watcher.disconnect(); begin(); } }, { rootMargin: "600px" }).observe(mapped); }
  }
}
