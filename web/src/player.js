// The player: plays the plan, steps through its periods, follows the slider.
import { all, byId } from "./dom.js";

/** Where motion is not wanted a period is shown for a second, then the next. */
const PAUSE = 1000;

/** A frame that took longer, in milliseconds, counts as this: the page may have slept. */
const LONGEST_FRAME = 200;

/**
 * Returns how many steps the slider has: one an hour in short missions, one in six hours in
 * others.
 */
export function sliderSteps(hours, fine) {
  return Math.ceil(hours / (fine ? 1 : 6));
}

/** Returns the hours to go on after a frame: a period of the plan takes about a second. */
export function advance([begin, end], milliseconds) {
  const passed = Math.min(LONGEST_FRAME, Math.max(0, milliseconds)) / 1000;
  return passed * Math.max(1, end - begin);
}

export class Player {
  #before = 0;
  #cancel = null;
  #calm = matchMedia("(prefers-reduced-motion: reduce)");

  constructor(plan, clock) {
    this.plan = plan;
    this.clock = clock;
    this.play = document.querySelector("[data-play]");
    this.slider = byId("slider");
    this.moment = byId("moment");
  }

  start() {
    const { plan, clock, slider } = this;
    byId("player").hidden = false;
    slider.max = sliderSteps(plan.hours, plan.fine);
    this.unit = plan.hours / slider.max;
    this.play.addEventListener("click", () => this.#toggle());
    for (const button of all("[data-step]")) {
      button.addEventListener("click", () => {
        this.#halt();
        clock.go(clock.stepped(Number(button.dataset.step)));
      });
    }
    document.querySelector("[data-whole]").addEventListener("click", () => {
      this.#halt();
      clock.all();
    });
    slider.addEventListener("input", () => {
      this.#halt();
      clock.go(Number(slider.value) * this.unit);
    });
    clock.listeners.push(() => this.#show());
    this.#wholeInPrint();
  }

  #toggle() {
    const { plan, clock } = this;
    if (clock.playing) {
      this.#halt();
      clock.tell();
      return;
    }
    clock.playing = true;
    this.play.classList.add("playing");
    this.play.setAttribute("aria-label", plan.say("live.pause"));
    if (clock.whole || clock.at >= plan.hours) {
      clock.go(0);
    }
    this.#before = performance.now();
    this.#wait();
  }

  #halt() {
    this.#cancel?.();
    this.clock.playing = false;
    this.play.classList.remove("playing");
    this.play.setAttribute("aria-label", this.plan.say("live.play"));
  }

  /** Waits for the next moment: a frame, or a pause where motion is not wanted. */
  #wait() {
    if (this.#calm.matches) {
      const timer = setTimeout(() => this.#goOn(this.clock.span()[1]), PAUSE);
      this.#cancel = () => clearTimeout(timer);
    } else {
      const frame = requestAnimationFrame((now) => this.#frame(now));
      this.#cancel = () => cancelAnimationFrame(frame);
    }
  }

  #frame(now) {
    const hours = advance(this.clock.span(), now - this.#before);
    this.#before = now;
    this.#goOn(this.clock.at + hours);
  }

  /** Goes on to a moment, and waits for the next one unless that was the last. */
  #goOn(at) {
    const { plan, clock } = this;
    clock.go(at);
    if (clock.at < plan.hours) {
      this.#wait();
    } else {
      this.#halt();
      clock.tell();
    }
  }

  #show() {
    const { plan, clock, slider, moment } = this;
    slider.value = Math.round(clock.at / this.unit);
    // Read aloud what is gone to, not what passes: the slider tells its own value.
    const silent = clock.playing || document.activeElement === slider;
    moment.setAttribute("aria-live", silent ? "off" : "polite");
    moment.textContent = clock.whole
      ? plan.say("live.whole", { span: plan.span(...clock.span()) })
      : plan.as(clock.at);
    slider.setAttribute("aria-valuetext", moment.textContent);
  }

  /** A print shows the whole plan, and leaves the clock as it was. */
  #wholeInPrint() {
    const { clock } = this;
    let kept = null;
    addEventListener("beforeprint", () => {
      this.#halt();
      kept ??= clock.kept();
      clock.resume({ at: 0, whole: true, chosen: null });
    });
    addEventListener("afterprint", () => {
      if (kept) {
        clock.resume(kept);
        kept = null;
      }
    });
  }
}
