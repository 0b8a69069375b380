/** The scenario that is being drawn, kept by the browser until it is saved or left. */

import type { Scenario } from "./scenarios";

const key = "wujin.scenario";

export function keepScenarioDraft(scenario: Scenario): void {
  try {
    localStorage.setItem(key, JSON.stringify(scenario));
  } catch {
    // A browser that keeps nothing: the work lasts as long as the page.
  }
}

export function forgetScenarioDraft(): void {
  localStorage.removeItem(key);
}

/** Null where there is none, or none that can be read. */
export function readScenarioDraft(): Scenario | null {
  try {
    const found = JSON.parse(localStorage.getItem(key) ?? "null") as Scenario | null;
    return found && typeof found.code === "string" && Array.isArray(found.features) ? found : null;
  } catch {
    return null;
  }
}
