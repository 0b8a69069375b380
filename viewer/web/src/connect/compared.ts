/** Two reaches compared: shown on the map, and as a table of what was gained and lost. */

import type { Isochrones } from "../api";
import type { Context } from "../context";
import { fill, h } from "../dom";
import { area } from "../i18n";
import type { Difference } from "./difference";

/** Shows the difference at one limit; the others can be chosen. */
export async function showDifference(context: Context, place: HTMLElement, before: Isochrones, after: Isochrones, limit?: number): Promise<void> {
  const { map, t, store } = context;
  const { language } = store.state;
  const limits = after.features.map((f) => f.properties.minutes).filter((minutes) => before.features.some((f) => f.properties.minutes === minutes)).sort((a, b) => a - b);
  const chosen = limit !== undefined && limits.includes(limit) ? limit : (limits.find((minutes) => minutes >= 30) ?? limits.at(-1));
  if (chosen === undefined) {
    return;
  }
  const { difference, changeColours } = await import("./difference");
  const found: Difference = difference(before, after, chosen);
  map.show("changed", { type: "FeatureCollection", features: [...found.features] });
  const swatch = (change: "gained" | "lost"): HTMLElement => {
    const element = h("span", { class: "swatch" });
    element.style.background = changeColours[change];
    return element;
  };
  fill(
    place,
    h("h3", {}, t("difference")),
    h("div", { class: "chips", role: "group", "aria-label": t("minutes") }, ...limits.map((minutes) =>
      h("button", { type: "button", class: "chip", "aria-pressed": String(minutes === chosen), onclick: () => void showDifference(context, place, before, after, minutes) }, `${minutes} ${t("minutes")}`))),
    h("table", { class: "reach difference" }, h("tbody", {},
      h("tr", { class: "gained" }, h("th", { scope: "row" }, swatch("gained"), t("gained")), h("td", {}, area(found.gainedSquareMetres, language))),
      h("tr", { class: "lost" }, h("th", { scope: "row" }, swatch("lost"), t("lost")), h("td", {}, area(found.lostSquareMetres, language))))),
  );
}
