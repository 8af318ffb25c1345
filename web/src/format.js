// Figures, dates and words as the report's language writes them, never finer than the report may
// tell.

export const HOUR = 3600e3;

const DAY = 24 * HOUR;
const UTC = { timeZone: "UTC" };
const DAYS = { day: "numeric", month: "short", year: "numeric" };
const MONTHS = { month: "long", year: "numeric" };
const TIMES = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" };

export class Format {
  /**
   * `data` is what the page is given: `words`, `start`, `hours`, and how much may be told: `dates`
   * ("full", "day", "week", "month", "none") and `width` (null: exact strengths; 0: none; else the
   * width of a range).
   */
  constructor(data, language) {
    this.language = language;
    this.words = data.words;
    this.hours = data.hours;
    this.detail = data.dates;
    this.width = data.width;
    this.start = Date.parse(`${data.start}Z`);
    const parts = this.detail === "month" || this.detail === "none" ? MONTHS : DAYS;
    const exact = this.detail === "full";
    // Long missions are told in days, short ones in hours: `fine` says which this is.
    this.dates = new Intl.DateTimeFormat(language, {
      ...UTC,
      ...parts,
      ...(data.fine && exact ? TIMES : {}),
    });
    this.moments = new Intl.DateTimeFormat(language, { ...UTC, ...parts, ...(exact ? TIMES : {}) });
    this.plurals = new Intl.PluralRules(language);
    this.rounded = new Intl.NumberFormat(language, { maximumFractionDigits: 0 });
    this.significant = new Intl.NumberFormat(language, { maximumSignificantDigits: 3 });
  }

  /** Returns a word or sentence by its key, its blanks filled. */
  say(key, filled = {}) {
    return this.words[key].replace(/\{(\w+)\}/g, (_, name) => filled[name]);
  }

  /** Prints a whole number. */
  number(n) {
    return this.rounded.format(n);
  }

  /** Prints an amount to three significant digits. */
  amount(n) {
    return this.significant.format(n);
  }

  /** Prints a number with its noun, as in "3 vehicles". */
  count(noun, n) {
    const form = `n.${noun}.${this.plurals.select(n)}`;
    return this.say(form in this.words ? form : `n.${noun}.other`, { n: this.number(n) });
  }

  /**
   * Prints a strength from the lower end of its range: exact, as a range, or nothing where none
   * may be told.
   */
  strength(n) {
    if (n === null || this.width === 0) {
      return null;
    }
    return this.width === null
      ? this.number(n)
      : `${this.number(n)}–${this.number(n + this.width - 1)}`;
  }

  /** Prints a strength with its noun; where none may be told, the word for some. */
  strengths(noun, n) {
    if (n === null) {
      return null;
    }
    if (this.width === null) {
      return this.count(noun, n);
    }
    return this.width === 0
      ? this.say(`veil.${noun}`)
      : this.say(`n.${noun}.other`, { n: this.strength(n) });
  }

  /** Returns the milliseconds of an hour of the plan. */
  instant(at) {
    return this.start + at * HOUR;
  }

  /** Prints a date, as coarsely as dates may be told. */
  date(at) {
    const when = this.instant(at);
    if (this.detail !== "week") {
      return this.#ordinal(this.dates.format(when));
    }
    const sinceMonday = (new Date(when).getUTCDay() + 6) % 7;
    return this.say("veil.week", {
      monday: this.#ordinal(this.dates.format(when - sinceMonday * DAY)),
    });
  }

  /** Prints a date and a time of day, unless dates are coarser. */
  moment(at) {
    return this.detail === "full"
      ? this.#ordinal(this.moments.format(this.instant(at)))
      : this.date(at);
  }

  /** Prints a moment that sites are shown as of: where dates are coarse, an end of their period. */
  as(at) {
    if (this.detail === "full") {
      return this.moment(at);
    }
    // What happens in a period is counted in its last two minutes: they show how the next begins.
    return at < this.hours
      ? this.say("veil.at_begin", { span: this.date(Math.min(at + 2 / 60, this.hours)) })
      : this.say("veil.at_end", { span: this.date(at) });
  }

  /** Prints a span: two dates, or one where both are the same. */
  span(begin, end) {
    // What another span follows ends on its own last moment, not on the other's first.
    const last = end < this.hours ? Math.max(begin, end - 1e-3) : end;
    const [from, to] = [this.date(begin), this.date(last)];
    return from === to ? from : this.say("live.week", { begin: from, end: to });
  }

  /** French writes the first of a month as an ordinal, which Intl does not. */
  #ordinal(text) {
    return this.language.startsWith("fr") ? text.replace(/^1 /, "1er ") : text;
  }
}
