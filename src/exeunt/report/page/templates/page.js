"use strict";
// What every page does: open and close the sites, follow links into them, open them for print.
const all = (selector, within = document) => [...within.querySelectorAll(selector)];
const byId = (id) => document.getElementById(id);
const make = (name, properties = {}, ...children) => {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children.filter((child) => child !== null && child !== undefined && child !== ""));
  return made;
};
const drawn = (name, attributes) => {
  const made = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) { made.setAttribute(key, value); }
  return made;
};
const language = document.documentElement.lang;
const calm = matchMedia("(prefers-reduced-motion: reduce)");
const dark = matchMedia("(prefers-color-scheme: dark)");

for (const button of all("[data-open]")) {
  button.addEventListener("click", () => { for (const d of all("details.site[id^=site-]")) { d.open = button.dataset.open === "1"; } });
}
for (const tools of all(".tools")) { tools.hidden = false; }
/** Returns what an address names after its #; what is no code of letters is taken as it stands. */
function named(hash) {
  try { return decodeURIComponent(hash.slice(1)); } catch { return hash.slice(1); }
}
function reveal() {
  const target = location.hash && byId(named(location.hash));
  const closed = target && target.closest("details");
  if (closed) { closed.open = true; }
}
addEventListener("hashchange", reveal);
reveal();
addEventListener("beforeprint", () => { for (const d of all("details.site[id^=site-]")) { d.open = true; } });
