/** Reads coordinates as people type them. */

import { toDegrees } from "../gausskruger";
import type { Place } from "../state";

/** Degrees (longitude first) or metres of EPSG:4549 (northing first), told apart by their size; null where it is neither. */
export function parsePlace(text: string): Place | null {
  const numbers = text.split(/[\s,，;]+/).filter(Boolean).map(Number);
  const [first = NaN, second = NaN] = numbers;
  if (numbers.length !== 2 || !Number.isFinite(first) || !Number.isFinite(second)) {
    return null;
  }
  if (first >= 73 && first <= 136 && second >= 3 && second <= 54) {
    return { lon: first, lat: second };
  }
  if (second >= 73 && second <= 136 && first >= 3 && first <= 54) {
    return { lon: second, lat: first };
  }
  return first > 300_000 && first < 6_000_000 && second > 300_000 && second < 700_000 ? toDegrees(first, second) : null;
}
