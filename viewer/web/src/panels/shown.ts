/** Values in the words of the reader. */

import type { PropertySchema } from "../api";
import type { Language } from "../codes";
import { number } from "../i18n";

export function shown(value: unknown, property: PropertySchema, language: Language): string {
  const named = property.oneOf?.find((option) => option.const === value);
  if (named) {
    return named.title;
  }
  if (typeof value === "boolean") {
    return language === "zh" ? (value ? "是" : "否") : value ? "yes" : "no";
  }
  // A year is no quantity: 2025, not 2,025.
  return typeof value === "number" ? (Number.isInteger(value) && value >= 1900 && value <= 2100 ? String(value) : number(value, language, 3)) : String(value);
}
