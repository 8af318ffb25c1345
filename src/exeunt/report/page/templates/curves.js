// Curves: the values at the place pointed at.
function pointed(figure) {
  const holder = figure.querySelector("script");
  if (!holder || !plan) { return; }
  const picture = figure.querySelector("svg.chart"), data = JSON.parse(holder.textContent);
  const whole = new Intl.NumberFormat(language, { maximumFractionDigits: 0 });
  const cross = drawn("line", { class: "cross", y1: data.top, y2: data.base });
  const tip = make("div", { className: "tip", ariaHidden: "true" });
  const row = (name, tone, amount) => {
    const line = make("span", {}, tone === null ? null : make("i", { className: `t${tone}` }), name, make("em", { textContent: whole.format(amount) }));
    tip.append(line);
  };
  const hide = () => { cross.remove(); tip.remove(); };
  picture.addEventListener("pointerleave", hide);
  picture.addEventListener("pointermove", (event) => {
    const box = picture.getBoundingClientRect();
    const share = Math.min(1, Math.max(0, (event.clientX - box.left) / box.width)), at = Math.floor(share * data.samples);
    cross.setAttribute("x1", `${share * 100}%`);
    cross.setAttribute("x2", `${share * 100}%`);
    tip.replaceChildren(make("b", { textContent: plan.date(share * plan.hours) }));
    let total = 0;
    for (const layer of [...data.layers].reverse()) {
      const amount = plan.held(layer.steps, at) ?? 0;
      total += amount;
      if (amount) { row(layer.name, layer.tone, amount); }
    }
    row(figure.dataset.total, null, total);
    picture.append(cross);
    figure.append(tip);
    const x = box.left - figure.getBoundingClientRect().left + share * box.width;
    tip.style.left = `${share > 0.55 ? Math.max(4, x - tip.offsetWidth - 14) : x + 14}px`;
    tip.style.top = `${box.top - figure.getBoundingClientRect().top + 20}px`;
  });
  picture.addEventListener("click", (event) => {
    const box = picture.getBoundingClientRect();
    clock.go(plan.hours * Math.min(1, Math.max(0, (event.clientX - box.left) / box.width)));
  });
}
