/** Layers, legend, light or dark, go-to, measuring, picture. */

import { constraintTypes, kindIds, kinds, stageIds, stages } from "../codes";
import type { Context } from "../context";
import { fill, h } from "../dom";
import { groups, type Group } from "../map/style";
import { exportPicture } from "../map/picture";
import { imprint } from "../mapsettings";
import { Measure } from "../map/measure";
import { readPlaces, type NamedPlace } from "../towns";
import { parsePlace } from "./places";
import type { Place } from "../state";
import type { Word } from "../i18n";

const groupWords: Record<Group, Word> = { towns: "layersTowns", constraints: "layersConstraints", roads: "layersRoads", places: "layersPlaces" };

export class LayersPanel {
  readonly element = h("section", { class: "panel" });
  readonly #measure: Measure;
  #places: Promise<NamedPlace[]> | null = null;

  constructor(private readonly context: Context) {
    this.#measure = new Measure(context);
    context.store.subscribe((now, before) => {
      if (now.hidden !== before.hidden || now.theme !== before.theme || now.language !== before.language) {
        this.#draw();
      }
    });
    this.#draw();
  }

  #draw(): void {
    const { store, t, map, settings } = this.context;
    const { language, hidden, theme, basemap } = store.state;
    fill(
      this.element,
      h("form", { class: "goto", onsubmit: (event) => (event.preventDefault(), void this.#goTo(event.target as HTMLFormElement)) },
        h("label", {}, t("goTo"), h("input", { name: "where", placeholder: t("goToHint"), maxlength: 80, autocomplete: "off" }))),
      h("h2", {}, t("layers")),
      h("ul", { class: "layers" }, ...groups.map((group) => h("li", {}, h("label", {}, h("input", {
        type: "checkbox", checked: !hidden.includes(group),
        onchange: () => store.update({ hidden: hidden.includes(group) ? hidden.filter((g) => g !== group) : [...hidden, group] }),
      }), t(groupWords[group]))))),
      settings.basemaps.length > 0 && h("label", {}, t("basemap"), h("select", { onchange: (e) => store.update({ basemap: (e.target as HTMLSelectElement).value }) },
        h("option", { value: "" }, t("noBasemap")),
        ...settings.basemaps.map((b) => h("option", { value: b.id, selected: b.id === basemap }, language === "zh" ? b.titleZh : b.titleEn)))),
      h("h2", {}, t("legend")),
      this.#legend(),
      h("h2", {}, t("measure")),
      h("p", { class: "actions" },
        h("button", { type: "button", onclick: () => this.#measure.start("length") }, t("length")),
        h("button", { type: "button", onclick: () => this.#measure.start("area") }, t("area"))),
      this.#measure.element,
      h("h2", {}, t("theme")),
      h("div", { class: "chips" }, ...(["auto", "light", "dark"] as const).map((value) =>
        h("button", { type: "button", class: "chip", "aria-pressed": String(value === theme), onclick: () => store.update({ theme: value }) },
          { auto: language === "zh" ? "跟随系统" : "as the system", light: language === "zh" ? "浅色" : "light", dark: language === "zh" ? "深色" : "dark" }[value]))),
      h("p", { class: "actions" }, h("button", { type: "button", onclick: () => exportPicture(map, language, imprint(settings)) }, t("exportPng")),
        h("button", { type: "button", onclick: () => print() }, t("print"))),
    );
  }

  #legend(): HTMLElement {
    const { store, map } = this.context;
    const { language } = store.state;
    const theme = map.theme();
    const swatch = (colour: string, opacity: number, hatch = ""): HTMLElement => {
      const element = h("span", { class: `swatch ${hatch}` });
      element.style.setProperty("--colour", colour);
      element.style.setProperty("--strength", `${Math.round(opacity * 100)}%`);
      return element;
    };
    return h("ul", { class: "legend" },
      ...kindIds.map((kind) => h("li", {}, swatch(kinds[kind].colour[theme], 0.4, kinds[kind].hatch), kinds[kind][language])),
      h("li", { class: "strengths" }, ...stageIds.slice(0, 6).map((stage) => h("span", {}, swatch(kinds.compounds.colour[theme], stages[stage].strength), stages[stage][language]))),
      ...Object.values(constraintTypes).map((type) => h("li", {}, swatch(type.colour[theme], 0.15), type[language])));
  }

  async #goTo(form: HTMLFormElement): Promise<void> {
    const { map, store, say, t } = this.context;
    const text = String(new FormData(form).get("where") ?? "").trim();
    const place = parsePlace(text) ?? (await this.#find(text));
    if (place) {
      map.libre.flyTo({ center: [place.lon, place.lat], zoom: Math.max(store.state.view.zoom, 13) });
      map.show("sketch", { type: "FeatureCollection", features: [{ type: "Feature", properties: {}, geometry: { type: "Point", coordinates: [place.lon, place.lat] } }] });
    } else {
      say(t("goToUnknown"), "fault");
    }
  }

  async #find(text: string): Promise<Place | null> {
    if (!text) {
      return null;
    }
    this.#places ??= readPlaces();
    const places = await this.#places.catch(() => {
      this.#places = null;
      return [];
    });
    const wanted = text.toLowerCase();
    return places.find((p) => p.zh === text || p.en.toLowerCase() === wanted) ?? places.find((p) => p.zh.includes(text) || p.en.toLowerCase().includes(wanted)) ?? null;
  }
}
