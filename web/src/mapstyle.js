// The style of the map's ground, in the colours of the page as it is now, light or dark.

/** Returns the layers from the ground up; `colour` gives a colour of the page by its name. */
export function layers(colour) {
  return [
    { id: "sea", type: "background", paint: { "background-color": colour("sea") } },
    { id: "land", type: "fill", source: "land", paint: { "fill-color": colour("land") } },
    {
      id: "borders",
      type: "line",
      source: "borders",
      paint: { "line-color": colour("border"), "line-width": 0.8 },
    },
    {
      id: "rivers",
      type: "line",
      source: "rivers",
      paint: { "line-color": colour("water"), "line-width": 1 },
    },
    {
      id: "lakes",
      type: "fill",
      source: "lakes",
      paint: { "fill-color": colour("sea"), "fill-outline-color": colour("water") },
    },
  ];
}
