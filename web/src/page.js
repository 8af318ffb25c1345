// What every page does: open and close the sites, follow links into them, open them for print.
import { all, byId } from "./dom.js";

/** Returns what an address names after its #; what is no code of letters is taken as it is. */
export function named(hash) {
  const name = hash.slice(1);
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

function openSites(open) {
  for (const site of all("details.site[id^=site-]")) {
    site.open = open;
  }
}

/** Opens the site in which the address points. */
function reveal() {
  const target = location.hash ? byId(named(location.hash)) : null;
  const closed = target?.closest("details");
  if (closed) {
    closed.open = true;
  }
}

export function startPage() {
  for (const button of all("[data-open]")) {
    button.addEventListener("click", () => openSites(button.dataset.open === "1"));
  }
  for (const tools of all(".tools")) {
    tools.hidden = false;
  }
  addEventListener("hashchange", reveal);
  reveal();
  addEventListener("beforeprint", () => openSites(true));
}
