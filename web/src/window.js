// The window of time that the lines show: how far it is zoomed in, and where it begins.
import { clamp } from "./steps.js";

/** The zoom is 1 for the whole plan; the shift is the share of the plan before the window. */
export class Window {
  zoom = 1;
  shift = 0;

  /** One can zoom in until half a day fills the window. */
  constructor(hours) {
    this.hours = hours;
    this.most = Math.max(1, hours / 12);
  }

  get begin() {
    return this.shift * this.hours;
  }

  get span() {
    return this.hours / this.zoom;
  }

  get end() {
    return Math.min(this.hours, this.begin + this.span);
  }

  moveTo(shift) {
    this.shift = clamp(shift, 0, 1 - 1 / this.zoom);
  }

  /** Zooms by a factor; what is at a share of the window stays there. */
  zoomBy(factor, about = 0.5) {
    const fixed = this.shift + about / this.zoom;
    this.zoom = clamp(this.zoom * factor, 1, this.most);
    this.moveTo(fixed - about / this.zoom);
  }

  reset() {
    this.zoom = 1;
    this.shift = 0;
  }

  /** Returns the share of the plan that is at a share of the window. */
  shareAt(share) {
    return this.shift + share / this.zoom;
  }

  /** Returns the share of the window at which an hour is; 0 or 1 where it is outside. */
  shareOf(at) {
    return clamp((at / this.hours - this.shift) * this.zoom, 0, 1);
  }

  /** The slider's position in thousandths of the way that the window can go. */
  get thousandths() {
    return this.zoom === 1 ? 0 : Math.round((1000 * this.shift) / (1 - 1 / this.zoom));
  }

  set thousandths(position) {
    this.moveTo((position / 1000) * (1 - 1 / this.zoom));
  }
}
