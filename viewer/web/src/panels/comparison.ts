/** What a scenario changes: verdicts that flip, minutes and ground gained, cost; and the ground on the map. */

import { api, ApiProblem, type Isochrones } from "../api";
import { showDifference } from "../connect/compared";
import { scenarios, type Comparison } from "../connect/scenarios";
import type { Context } from "../context";
import { fill, h } from "../dom";
import { area, number } from "../i18n";
import type { Place } from "../state";

const limits = [30, 45];

export class ComparisonView {
  readonly element = h("section", { class: "comparison", "aria-live": "polite" });
  readonly #difference = h("div");
  #asked: AbortController | null = null;

  constructor(private readonly context: Context) {}

  clear(): void {
    this.#asked?.abort();
    fill(this.element);
    fill(this.#difference);
    this.context.map.show("changed", null);
  }

  async show(code: string): Promise<void> {
    const { t, store } = this.context;
    this.clear();
    const asked = (this.#asked = new AbortController());
    const again = h("button", { type: "button", onclick: () => void this.show(code) }, t("retry"));
    fill(this.element, h("p", { class: "busy" }, t("computing"), " ", h("button", { type: "button", onclick: () => asked.abort() }, t("cancel"))));
    try {
      this.#draw(code, await scenarios.compare(code, store.state.profile, asked.signal));
      await this.#showGround(code, asked.signal);
    } catch (error) {
      if (error instanceof ApiProblem) {
        fill(this.element, h("p", { class: "fault", role: "alert" }, error.isOffline ? t("offline") : [error.message, ...error.errors.map((e) => e.detail)].join(" ")), again);
      } else if (!asked.signal.aborted) {
        throw error;
      } else if (this.#asked === asked) {
        fill(this.element, again);
      }
    }
  }

  #draw(code: string, found: Comparison): void {
    const { t, store } = this.context;
    const { language } = store.state;
    const flips = found.tiers.flatMap((tier) => tier.destinations.filter((d) => d.flips !== null).map((d) => ({ tier, d })));
    const minutes = (value: number | null): string => (value === null ? t("unreachable") : number(value, language, 1));
    const moved = found.tiers.flatMap((tier) => tier.destinations.filter((d) => Math.abs(d.gained_minutes ?? 0) > 0.05).map((d) => ({ tier, d })));
    fill(
      this.element,
      h("h3", {}, t("whatItChanges")),
      h("h4", {}, t("flips")),
      flips.length === 0 ? h("p", { class: "hint" }, t("noFlips")) : h("ul", { class: "flips" }, ...flips.map(({ tier, d }) => h("li", { class: d.flips === "now passes" ? "pass" : "fail" },
        h("b", {}, d.name_zh), ` ${tier.limit_minutes} ${t("minutes")} · ${minutes(d.minutes_before)} → ${minutes(d.minutes_after)} `,
        h("span", { class: "verdict" }, d.flips === "now passes" ? `✓ ${t("nowPasses")}` : `✗ ${t("nowFails")}`)))),
      h("dl", {},
        h("dt", {}, t("savedMinutes")), h("dd", {}, `${number(found.gained_minutes, language, 1)} ${t("minutes")}`),
        ...(found.cost_wan_per_minute === null ? [] : [h("dt", {}, t("perMinute")), h("dd", {}, `${number(found.cost_wan_per_minute, language)} ${t("wan")}`)]),
        ...found.area.flatMap((a) => [h("dt", {}, `${t("areaWithin")} ${a.minutes} ${t("minutes")}`), h("dd", {}, `${a.gained_m2 >= 0 ? "＋" : "−"}${area(Math.abs(a.gained_m2), language)}`)]),
        h("dt", {}, t("sites")), h("dd", {}, number(found.sites.length, language))),
      moved.length > 0 && h("details", {}, h("summary", {}, `${t("minutesSaved")} (${moved.length})`), h("table", { class: "reach" }, h("tbody", {}, ...moved.map(({ tier, d }) =>
        h("tr", {}, h("th", { scope: "row" }, `${d.name_zh} (${tier.limit_minutes})`), h("td", {}, `${minutes(d.minutes_before)} → ${minutes(d.minutes_after)}`)))))),
      this.#difference,
    );
    this.element.dataset["code"] = code;
  }

  /** Ground gained and lost from the main urban area. */
  async #showGround(code: string, signal: AbortSignal): Promise<void> {
    const { profile } = this.context.store.state;
    const origin = await mainUrbanArea(signal);
    if (origin) {
      const question = { origins: [origin], profile, direction: "from" as const };
      const [before, after]: [Isochrones, Isochrones] = await Promise.all([api.isochrone({ ...question, scenario: "" }, limits, signal), api.isochrone({ ...question, scenario: code }, limits, signal)]);
      await showDifference(this.context, this.#difference, before, after);
    }
  }
}

let origin: Promise<Place | null> | null = null;

/** Where the first target starts. */
function mainUrbanArea(signal: AbortSignal): Promise<Place | null> {
  origin ??= api.features("places", signal).then((page) => {
    const found = page.features.find((place) => place.properties["role"] === "main-urban-area")?.geometry;
    const [lon, lat] = found?.type === "Point" ? found.coordinates : [];
    return lon === undefined || lat === undefined ? null : { lon, lat };
  });
  origin.catch(() => (origin = null));
  return origin;
}
