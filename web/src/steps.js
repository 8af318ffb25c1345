// Values that hold from one moment to the next, as lists in the order of time.

/**
 * Returns how many of an ascending list's members are at most `at`; `time` reads a member's
 * moment.
 */
export function countUpTo(list, at, time = (member) => member) {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (time(list[middle]) <= at) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

/**
 * Returns the value that holds at a moment in a list of [hour, value]; undefined before the first.
 */
export function held(steps, at) {
  const n = countUpTo(steps, at, ([hour]) => hour);
  return n ? steps[n - 1][1] : undefined;
}

export const clamp = (value, least, most) => Math.min(most, Math.max(least, value));
