/** Why a destination is reached in time or not: the fastest way on the map, and where on it time is lost. */

import type { Feature } from "geojson";
import { api, ApiProblem, type ByClass, type Destination, type Diagnosis, type Tier } from "../api";
import { roadClassName } from "../codes";
import type { Context } from "../context";
import { fill, h } from "../dom";
import { number } from "../i18n";

const routeColour = "#c4161c";
const metColour = "#1b7837";
const slowColour = "#7a1f9c";

/** One destination of a tier, whole. */
export class DestinationCard {
  readonly element = h("article", { class: "card" });
  #asked: AbortController | null = null;

  constructor(private readonly context: Context) {}

  hide(): void {
    this.#asked?.abort();
    this.context.map.show("routes", null);
    fill(this.element);
  }

  show(tier: Tier, destination: Destination): void {
    const { t, store } = this.context;
    const { language } = store.state;
    const { minutes, margin_minutes: margin, passes, firmness, minutes_at_speed_percent: atSpeed } = destination;
    this.#asked?.abort();
    const more = h("div", {});
    fill(
      this.element,
      h("button", { type: "button", class: "back", onclick: () => store.update({ target: null }) }, "‹ ", t("backToTiers")),
      h("h2", {}, destination.name_zh),
      h("p", { class: passes ? "pass" : "fail" }, h("span", { class: "verdict" }, verdict(this.context, passes, firmness)),
        ` · ${minutes === null ? (destination.reason ?? t("unreachable")) : `${number(minutes, language, 1)} ${t("minutes")}`} / ${tier.limit_minutes} ${t("minutes")}`,
        margin !== null && ` · ${t(margin < 0 ? "short" : "margin")} ${number(Math.abs(margin), language, 1)} ${t("minutes")}`),
      atSpeed && h("table", { class: "reach speeds" }, h("caption", {}, t("atSpeed")),
        h("thead", {}, h("tr", {}, ...Object.keys(atSpeed).map((percent) => h("th", { scope: "col" }, `${percent} %`)))),
        h("tbody", {}, h("tr", {}, ...Object.values(atSpeed).map((value) => h("td", { class: value !== null && value <= tier.limit_minutes ? "pass" : "fail" }, value === null ? "—" : number(value, language, 1)))))),
      h("p", { class: "hint" }, t("firmMeans")),
      more,
    );
    if (destination.diagnosis) {
      this.#diagnose(more, destination, destination.diagnosis);
    } else if (minutes !== null) {
      void this.#route(more, tier, destination);
    }
  }

  #diagnose(place: HTMLElement, destination: Destination, diagnosis: Diagnosis): void {
    const { map, t, store } = this.context;
    const { language } = store.state;
    const stretches = diagnosis.slowest_stretches;
    const point = (lon: number, lat: number, colour: string, label: string): Feature => ({ type: "Feature", properties: { colour, label }, geometry: { type: "Point", coordinates: [lon, lat] } });
    map.show("routes", {
      type: "FeatureCollection",
      features: [
        { type: "Feature", properties: { colour: routeColour }, geometry: diagnosis.route },
        ...stretches.map((s) => point(s.lon, s.lat, slowColour, `${s.name ?? t("unnamed")} ${number(s.speed_kmh, language)} km/h`)),
        point(destination.lon, destination.lat, routeColour, ""),
      ],
    });
    map.fit(diagnosis.route);
    fill(
      place,
      h("h3", {}, t("diagnosis")),
      h("dl", {},
        h("dt", {}, t("wayLength")), h("dd", {}, `${number(diagnosis.length_m / 1000, language, 1)} km`),
        h("dt", {}, t("detour")), h("dd", {}, number(diagnosis.detour_ratio, language, 2)),
        h("dt", {}, t("meanSpeed")), h("dd", {}, `${number(diagnosis.mean_speed_kmh, language)} km/h · ${t("neededSpeed")} ${number(diagnosis.passing_mean_speed_kmh, language)} km/h`)),
      h("h3", {}, t("slowStretches")),
      h("ul", { class: "stretches" }, ...stretches.map((s) => h("li", {}, h("button", {
        type: "button", class: "site", onclick: () => map.libre.flyTo({ center: [s.lon, s.lat], zoom: Math.max(13.5, map.libre.getZoom()) }),
      }, h("span", { class: "name" }, s.name ?? t("unnamed")), h("span", {}, `−${number(s.lost_minutes, language, 1)} ${t("minutes")}`),
      h("span", { class: "more-about" }, `${roadClassName(s.class, language)} · ${number(s.length_m / 1000, language, 1)} km · ${number(s.speed_kmh, language)} km/h`))))),
      this.#classes(diagnosis.by_class),
    );
  }

  async #route(place: HTMLElement, tier: Tier, destination: Destination): Promise<void> {
    const { map, t, store } = this.context;
    const { language, profile, scenario } = store.state;
    const asked = (this.#asked = new AbortController());
    fill(place, h("p", { class: "busy" }, t("computing")));
    try {
      const route = await api.route(tier.origin, destination.place, profile, scenario, asked.signal);
      map.show("routes", { type: "FeatureCollection", features: [{ ...route, properties: { ...route.properties, colour: metColour } } as Feature] });
      map.fit(route.geometry);
      fill(place, h("dl", {}, h("dt", {}, t("wayLength")), h("dd", {}, `${number(route.properties.length_m / 1000, language, 1)} km`)), this.#classes(route.properties.by_class));
    } catch (error) {
      if (error instanceof ApiProblem) {
        fill(place, h("p", { class: "fault" }, error.isOffline ? t("offline") : error.message));
      } else if (!asked.signal.aborted) {
        throw error;
      }
    }
  }

  #classes(classes: readonly ByClass[]): HTMLElement {
    const { t, store } = this.context;
    const { language } = store.state;
    const longest = Math.max(...classes.map((c) => c.minutes), 0.01);
    return h("section", {}, h("h3", {}, t("byClass")), h("ul", { class: "bars" }, ...classes.map((c) => {
      const bar = h("span", { class: "bar", "aria-hidden": "true" });
      bar.style.setProperty("--part", String(c.minutes / longest));
      return h("li", {}, h("span", {}, roadClassName(c.class, language)), bar, h("span", {}, `${number(c.minutes, language, 1)} ${t("minutes")} · ${number(c.length_m / 1000, language, 1)} km`));
    })));
  }
}

/** Met or missed, and whether that is sure. */
export function verdict({ t }: Context, passes: boolean, firmness: string): string {
  return `${passes ? "✓" : "✗"} ${t(passes ? "passes" : "fails")} · ${t(firmness === "firm" ? "firm" : "edge")}`;
}
