/** Reach: click an origin, see where one gets to within some minutes. */

import { api, ApiProblem, type Isochrones } from "../api";
import { profileIds, profiles, type Profile } from "../codes";
import type { Context } from "../context";
import { fill, h } from "../dom";
import { area } from "../i18n";
import { reachColour } from "../map/map";
import type { MapState } from "../state";

const choices = [10, 15, 20, 30, 45, 60, 90, 120];
const key = (s: MapState): string => JSON.stringify([s.panel === "reach", s.origin, s.minutes, s.profile, s.direction, s.language]);

export class ReachPanel {
  readonly element = h("section", { class: "panel" });
  readonly #result = h("div", { "aria-live": "polite" });
  #asked: AbortController | null = null;

  constructor(private readonly context: Context) {
    this.#draw();
    context.store.subscribe((now, before) => {
      if (key(now) !== key(before)) {
        this.#draw();
        void this.#compute();
      }
    });
    void this.#compute();
  }

  #draw(): void {
    const { store, t } = this.context;
    const { language, profile, direction, minutes } = store.state;
    const toggle = (limit: number): void => {
      const next = choices.filter((c) => (c === limit ? !minutes.includes(c) : minutes.includes(c)));
      store.update({ minutes: next.length > 0 ? next : minutes });
    };
    fill(
      this.element,
      h("p", { class: "hint" }, t("pickOrigin")),
      h("label", {}, t("profile"), h("select", { onchange: (e) => store.update({ profile: (e.target as HTMLSelectElement).value as Profile }) },
        ...profileIds.map((id) => h("option", { value: id, selected: id === profile }, profiles[id][language])))),
      h("div", { class: "chips", role: "group", "aria-label": t("direction") }, ...(["from", "to"] as const).map((way) =>
        h("button", { type: "button", class: "chip", "aria-pressed": String(way === direction), onclick: () => store.update({ direction: way }) }, t(way)))),
      h("div", { class: "chips", role: "group", "aria-label": t("minutes") }, ...choices.map((limit) =>
        h("button", { type: "button", class: "chip", "aria-pressed": String(minutes.includes(limit)), onclick: () => toggle(limit) }, String(limit)))),
      this.#result,
    );
  }

  async #compute(): Promise<void> {
    const { store, map, t } = this.context;
    const { panel, origin, minutes, profile, direction } = store.state;
    this.#asked?.abort();
    if (panel !== "reach" || !origin) {
      map.show("reach", null);
      fill(this.#result);
      return;
    }
    const asked = (this.#asked = new AbortController());
    fill(this.#result, h("p", { class: "busy" }, t("computing"), " ", h("button", { type: "button", onclick: () => asked.abort() }, t("cancel"))));
    try {
      this.#show(await api.isochrone(origin, minutes, profile, direction, asked.signal));
    } catch (error) {
      if (error instanceof ApiProblem) {
        map.show("reach", null);
        fill(this.#result, h("p", { class: "fault" }, error.isOffline ? t("offline") : error.message));
      } else if (asked.signal.aborted) {
        if (this.#asked === asked) {
          fill(this.#result);
        }
      } else {
        throw error;
      }
    }
  }

  #show(reach: Isochrones): void {
    const { map, store, t } = this.context;
    const { language, origin } = store.state;
    const nearFirst = [...reach.features].sort((a, b) => a.properties.minutes - b.properties.minutes);
    const coloured = nearFirst.map((feature, i) => ({ ...feature, properties: { ...feature.properties, colour: reachColour(i, nearFirst.length) } }));
    map.show("reach", {
      type: "FeatureCollection",
      features: [
        ...[...coloured].reverse(),
        ...(origin ? [{ type: "Feature" as const, geometry: { type: "Point" as const, coordinates: [origin.lon, origin.lat] }, properties: { colour: "#000" } }] : []),
      ],
    });
    fill(
      this.#result,
      h("table", { class: "reach" }, h("tbody", {}, ...coloured.map((feature) => {
        const swatch = h("span", { class: "swatch" });
        swatch.style.background = feature.properties.colour;
        return h("tr", {}, h("th", { scope: "row" }, swatch, `${feature.properties.minutes} ${t("minutes")}`), h("td", {}, area(feature.properties.area_m2, language)));
      }))),
      h("p", { class: "hint" }, t("assumed")),
    );
  }
}
