/** Reach: click origins, see where one gets to within some minutes; pin one reach and see what another differs in. */

import { api, ApiProblem, type Isochrones } from "../api";
import { profileIds, profiles, type Profile } from "../codes";
import { showDifference } from "../connect/compared";
import { scenarioSelect } from "../connect/scenarios";
import type { Context } from "../context";
import { fill, h } from "../dom";
import { area } from "../i18n";
import { reachColour } from "../map/map";
import { mostOrigins, type MapState, type ReachQuestion } from "../state";

const choices = [10, 15, 20, 30, 45, 60, 90, 120];
const key = (s: MapState): string => JSON.stringify([s.panel === "reach", s.origins, s.minutes, s.profile, s.direction, s.scenario, s.pinned]);

export class ReachPanel {
  readonly element = h("section", { class: "panel" });
  readonly #question = h("div");
  readonly #result = h("div", { "aria-live": "polite" });
  readonly #difference = h("div", { "aria-live": "polite" });
  #asked: AbortController | null = null;

  constructor(private readonly context: Context) {
    fill(this.element, this.#question, this.#result, this.#difference);
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
    const { store, t, map } = this.context;
    const { language, profile, direction, minutes, origins, pinned } = store.state;
    const toggle = (limit: number): void => {
      const next = choices.filter((c) => (c === limit ? !minutes.includes(c) : minutes.includes(c)));
      store.update({ minutes: next.length > 0 ? next : minutes });
    };
    const addCentre = (): void => {
      const { lng: lon, lat } = map.libre.getCenter();
      store.update({ origins: [...store.state.origins, { lon, lat }].slice(-mostOrigins) });
    };
    fill(
      this.#question,
      h("p", { class: "hint" }, t("originsHint")),
      h("ol", { class: "origins" }, ...origins.map((origin, i) => h("li", {}, h("b", {}, String(i + 1)), ` ${origin.lon.toFixed(5)}, ${origin.lat.toFixed(5)} `,
        h("button", { type: "button", class: "quiet", "aria-label": `${t("removeOrigin")} ${i + 1}`, onclick: () => store.update({ origins: origins.filter((_, j) => j !== i) }) }, "×")))),
      h("p", { class: "actions" }, h("button", { type: "button", onclick: addCentre }, "＋ ", t("addCentre"))),
      h("div", { class: "row" },
        h("label", {}, t("profile"), h("select", { onchange: (e) => store.update({ profile: (e.target as HTMLSelectElement).value as Profile }) },
          ...profileIds.map((id) => h("option", { value: id, selected: id === profile }, profiles[id][language])))),
        scenarioSelect(this.context)),
      h("div", { class: "chips", role: "group", "aria-label": t("direction") }, ...(["from", "to"] as const).map((way) =>
        h("button", { type: "button", class: "chip", "aria-pressed": String(way === direction), onclick: () => store.update({ direction: way }) }, t(way)))),
      h("div", { class: "chips", role: "group", "aria-label": t("minutes") }, ...choices.map((limit) =>
        h("button", { type: "button", class: "chip", "aria-pressed": String(minutes.includes(limit)), onclick: () => toggle(limit) }, String(limit)))),
      pinned ? this.#pinnedLine(pinned) : origins.length > 0 && h("p", { class: "actions" },
        h("button", { type: "button", onclick: () => store.update({ pinned: { origins, profile, direction, scenario: store.state.scenario } }) }, t("pin"))),
    );
  }

  #pinnedLine({ origins, profile, direction, scenario }: ReachQuestion): HTMLElement {
    const { store, t } = this.context;
    const words = [profiles[profile][store.state.language], t(direction), scenario || t("today"), origins.map(({ lon, lat }) => `${lon.toFixed(3)},${lat.toFixed(3)}`).join("; ")];
    return h("div", { class: "pinned" }, h("b", {}, t("pinned")), ` ${words.join(" · ")} `,
      h("button", { type: "button", onclick: () => store.update({ pinned: null }) }, t("unpin")), h("p", { class: "hint" }, t("pinHint")));
  }

  async #compute(): Promise<void> {
    const { store, map, t } = this.context;
    const { panel, origins, minutes, pinned } = store.state;
    this.#asked?.abort();
    if (panel !== "reach") {
      return;
    }
    fill(this.#difference);
    if (origins.length === 0) {
      map.show("reach", null);
      map.show("changed", null);
      fill(this.#result);
      return;
    }
    const asked = (this.#asked = new AbortController());
    fill(this.#result, h("p", { class: "busy" }, t("computing"), " ", h("button", { type: "button", onclick: () => asked.abort() }, t("cancel"))));
    try {
      const [now, before] = await Promise.all([api.isochrone(store.state, minutes, asked.signal), pinned ? api.isochrone(pinned, minutes, asked.signal) : null]);
      this.#show(now, before !== null);
      map.show("changed", null);
      if (before) {
        await showDifference(this.context, this.#difference, before, now);
      }
    } catch (error) {
      if (error instanceof ApiProblem) {
        map.show("reach", null);
        fill(this.#result, h("p", { class: "fault", role: "alert" }, error.isOffline ? t("offline") : error.message),
          error.isOffline && h("button", { type: "button", onclick: () => void this.#compute() }, t("retry")));
      } else if (asked.signal.aborted) {
        if (this.#asked === asked) {
          fill(this.#result, h("button", { type: "button", onclick: () => void this.#compute() }, t("retry")));
        }
      } else {
        throw error;
      }
    }
  }

  /** @param isCompared polygons give way to what differs, so only lines are drawn. */
  #show(reach: Isochrones, isCompared: boolean): void {
    const { map, store, t } = this.context;
    const { language, origins } = store.state;
    const nearFirst = [...reach.features].sort((a, b) => a.properties.minutes - b.properties.minutes);
    const coloured = nearFirst.map((feature, i) => ({ ...feature, properties: { ...feature.properties, colour: reachColour(i, nearFirst.length) } }));
    map.show("reach", {
      type: "FeatureCollection",
      features: [
        ...(isCompared ? [] : [...coloured].reverse()),
        ...origins.map(({ lon, lat }, i) => ({
          type: "Feature" as const, geometry: { type: "Point" as const, coordinates: [lon, lat] }, properties: { colour: "#1d2729", ...(origins.length > 1 && { label: String(i + 1) }) },
        })),
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
