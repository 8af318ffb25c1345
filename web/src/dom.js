// The few words with which the page's elements are found and made.

export const all = (selector, within = document) => [...within.querySelectorAll(selector)];

export const byId = (id) => document.getElementById(id);

/** Returns a new element; children that are nothing are left out. */
export function make(name, properties = {}, ...children) {
  const element = Object.assign(document.createElement(name), properties);
  element.append(
    ...children.filter((child) => child !== null && child !== undefined && child !== ""),
  );
  return element;
}

/** Returns a new element of a drawing. */
export function drawn(name, attributes) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) {
    element.setAttribute(key, value);
  }
  return element;
}
