// Bundles the page's scripts into one file that runs as it stands in a page.
// Usage: node bundle.mjs FILE   (after npm ci, in this folder)
import { build } from "esbuild";

await build({
  absWorkingDir: import.meta.dirname,
  entryPoints: ["src/report.js"],
  outfile: process.argv[2],
  bundle: true,
  format: "iife",
  target: "es2022",
  charset: "utf8",
  // Whoever opens the page's source can read what it does.
  minify: false,
  logLevel: "error",
});
