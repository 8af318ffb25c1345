"use strict";
(() => {
  const each = (selector, act) => document.querySelectorAll(selector).forEach(act);
  const language = document.documentElement.lang;
  const whole = new Intl.NumberFormat(language, { maximumFractionDigits: 0 });
  const mission = document.body.dataset;
  const start = Date.parse(mission.start + "Z");
  const span = Number(mission.hours) * 3600e3;
  const dates = new Intl.DateTimeFormat(language, {
    timeZone: "UTC", day: "numeric", month: "short", year: "numeric", ...(mission.fine === "1" ? { hour: "2-digit", minute: "2-digit" } : {}),
  });

  each("[data-open]", (button) => {
    button.addEventListener("click", () => each("details.site", (d) => { d.open = button.dataset.open === "1"; }));
  });
  each(".tools", (tools) => { tools.hidden = false; });
  const reveal = () => {
    const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (target && target.tagName === "DETAILS") { target.open = true; }
  };
  addEventListener("hashchange", reveal);
  reveal();
  addEventListener("beforeprint", () => each("details.site", (d) => { d.open = true; }));

  const value = (steps, at) => {
    let found = 0;
    for (const [sample, v] of steps) { if (sample > at) { break; } found = v; }
    return found;
  };
  each("figure[data-chart]", (figure) => {
    const picture = figure.querySelector("svg.chart");
    const data = JSON.parse(figure.querySelector("script").textContent);
    const cross = document.createElementNS("http://www.w3.org/2000/svg", "line");
    cross.setAttribute("class", "cross");
    cross.setAttribute("y1", data.top);
    cross.setAttribute("y2", data.base);
    const tip = document.createElement("div");
    tip.className = "tip";
    tip.setAttribute("aria-hidden", "true");
    const hide = () => { cross.remove(); tip.remove(); };
    picture.addEventListener("pointerleave", hide);
    picture.addEventListener("pointermove", (event) => {
      const box = picture.getBoundingClientRect();
      const share = Math.min(1, Math.max(0, (event.clientX - box.left) / box.width));
      const at = Math.floor(share * data.samples);
      cross.setAttribute("x1", share * 100 + "%");
      cross.setAttribute("x2", share * 100 + "%");
      tip.replaceChildren();
      tip.append(Object.assign(document.createElement("b"), { textContent: dates.format(start + share * span) }));
      let total = 0;
      const row = (name, tone, amount) => {
        const line = document.createElement("span");
        if (tone !== null) { line.append(Object.assign(document.createElement("i"), { className: "t" + tone })); }
        line.append(name, Object.assign(document.createElement("em"), { textContent: whole.format(amount) }));
        tip.append(line);
      };
      [...data.layers].reverse().forEach((layer) => {
        const amount = value(layer.steps, at);
        total += amount;
        if (amount) { row(layer.name, layer.tone, amount); }
      });
      row(figure.dataset.total, null, total);
      picture.append(cross);
      figure.append(tip);
      const left = picture.offsetLeft || (box.left - figure.getBoundingClientRect().left);
      const x = left + share * box.width;
      tip.style.left = (share > 0.55 ? Math.max(4, x - tip.offsetWidth - 14) : x + 14) + "px";
      tip.style.top = (box.top - figure.getBoundingClientRect().top + 20) + "px";
    });
  });
})();
