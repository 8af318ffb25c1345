// Curves: the values at the place pointed at.
import { all, drawn, make } from "./dom.js";
import { clamp, held } from "./steps.js";

/** Returns the layers that hold anything at a sample, the topmost first, and the sum of all. */
export function reading(layers, sample) {
  const amounts = layers.map((layer) => ({ ...layer, amount: held(layer.steps, sample) ?? 0 }));
  return {
    rows: amounts.filter((layer) => layer.amount).reverse(),
    total: amounts.reduce((sum, layer) => sum + layer.amount, 0),
  };
}

/**
 * Returns where the tip stands, in pixels from the left: beside the cross, on the side with room.
 */
export function tipLeft(x, share, width) {
  return share > 0.55 ? Math.max(4, x - width - 14) : x + 14;
}

function follow(figure, plan, clock) {
  const holder = figure.querySelector("script");
  if (!holder) {
    return;
  }
  const picture = figure.querySelector("svg.chart");
  const data = JSON.parse(holder.textContent);
  const cross = drawn("line", { class: "cross", y1: data.top, y2: data.base });
  const tip = make("div", { className: "tip", ariaHidden: "true" });
  const row = (name, tone, amount) => {
    const swatch = tone === null ? null : make("i", { className: `t${tone}` });
    return make("span", {}, swatch, name, make("em", { textContent: plan.number(amount) }));
  };
  const shareOf = (event, box) => clamp((event.clientX - box.left) / box.width, 0, 1);

  picture.addEventListener("pointerleave", () => {
    cross.remove();
    tip.remove();
  });
  picture.addEventListener("pointermove", (event) => {
    const box = picture.getBoundingClientRect();
    const around = figure.getBoundingClientRect();
    const share = shareOf(event, box);
    const { rows, total } = reading(data.layers, Math.floor(share * data.samples));
    cross.setAttribute("x1", `${share * 100}%`);
    cross.setAttribute("x2", `${share * 100}%`);
    tip.replaceChildren(
      make("b", { textContent: plan.date(share * plan.hours) }),
      ...rows.map((layer) => row(layer.name, layer.tone, layer.amount)),
      row(figure.dataset.total, null, total),
    );
    picture.append(cross);
    figure.append(tip);
    const x = box.left - around.left + share * box.width;
    tip.style.left = `${tipLeft(x, share, tip.offsetWidth)}px`;
    tip.style.top = `${box.top - around.top + 20}px`;
  });
  picture.addEventListener("click", (event) => {
    clock.go(plan.hours * shareOf(event, picture.getBoundingClientRect()));
  });
}

export function curves(plan, clock) {
  for (const figure of all("figure.chart")) {
    follow(figure, plan, clock);
  }
}
