/** The register: filters, and the list of sites beside the map. */

import type { Feature } from "geojson";
import { api, ApiProblem, type Page, type Site } from "../api";
import { kindIds, kinds, stageIds, stages, type Kind, type Stage } from "../codes";
import type { Context } from "../context";
import { debounce, fill, h } from "../dom";
import { area, number } from "../i18n";
import type { MapState } from "../state";
import { AsOfSlider } from "./asof";
import { SiteCard } from "./card";
import { EditingDesk } from "./desk";
import { InView } from "./inview";

const perKind = 40;
const firstYear = 2020;
const lastYear = 2028;

/** The parts of the state that decide what is listed. */
const listKey = (s: MapState): string => JSON.stringify([s.kinds, s.stages, s.town, s.year, s.text, s.asOf, s.language]);

export class RegisterPanel {
  readonly element = h("section", { class: "panel" });
  readonly #filters = h("div", { class: "filters" });
  readonly #list = h("div", { class: "list", "aria-live": "polite" });
  readonly #card: SiteCard;
  readonly #drafts = h("div", { class: "drafts" });
  readonly #desk: EditingDesk;
  readonly #inView: InView;
  #asked: AbortController | null = null;
  #limits: Record<Kind, number> = { compounds: perKind, "industrial-parks": perKind, "selfbuild-zones": perKind };

  constructor(private readonly context: Context) {
    this.#desk = new EditingDesk(context, () => this.#showCard(), () => void this.#read());
    this.#inView = new InView(context);
    this.#card = new SiteCard(context, (kind, site) => void this.#desk.editSite(kind, site));
    this.element.append(new AsOfSlider(context).element, this.#drafts, this.#filters, this.#inView.element, this.#list, this.#card.element, this.#desk.element);
    const { store } = context;
    const soon = debounce(200, () => void this.#read());
    store.subscribe((now, before) => {
      if (listKey(now) !== listKey(before)) {
        this.#limits = { compounds: perKind, "industrial-parks": perKind, "selfbuild-zones": perKind };
        soon();
      }
      if (now.site !== before.site || now.asOf !== before.asOf) {
        this.#showCard();
      }
    });
    this.#drawFilters();
    this.#showCard();
    void this.#read();
  }

  #showCard(): void {
    const { site } = this.context.store.state;
    const isEditing = this.#desk.isOpen;
    this.#filters.hidden = this.#inView.element.hidden = this.#list.hidden = site !== null || isEditing;
    fill(this.#drafts, ...(isEditing ? [] : this.#desk.unsaved()));
    this.#card.show(isEditing ? null : site);
  }

  #drawFilters(): void {
    const { store, t, towns } = this.context;
    const { state } = store;
    const chip = (label: string, isOn: boolean, colour: string | null, toggle: () => void): HTMLElement => {
      const button = h("button", { type: "button", class: "chip", "aria-pressed": String(isOn), onclick: () => (toggle(), this.#drawFilters()) }, label);
      if (colour) {
        button.style.setProperty("--dot", colour);
      }
      return button;
    };
    const flip = <T>(values: readonly T[], value: T, order: readonly T[]): T[] => order.filter((v) => (v === value ? !values.includes(v) : values.includes(v)));
    const theme = this.context.map.theme();
    fill(
      this.#filters,
      h("input", {
        type: "search", placeholder: t("search"), "aria-label": t("search"), value: state.text, maxlength: 100,
        oninput: (event) => store.update({ text: (event.target as HTMLInputElement).value }),
      }),
      h("div", { class: "chips", role: "group", "aria-label": t("kind") },
        ...kindIds.map((kind) => chip(kinds[kind][state.language], state.kinds.includes(kind), kinds[kind].colour[theme],
          () => store.update({ kinds: flip(store.state.kinds, kind, kindIds) })))),
      h("div", { class: "chips small", role: "group", "aria-label": t("stage") },
        ...stageIds.map((stage: Stage) => chip(stages[stage][state.language], state.stages.includes(stage), null,
          () => store.update({ stages: flip(store.state.stages, stage, stageIds) })))),
      h("div", { class: "row" },
        this.#select(t("town"), state.town, [["", t("allTowns")], ...towns.map((town): [string, string] => [town.code, town[state.language]])],
          (town) => store.update({ town })),
        this.#select(t("year"), state.year === null ? "" : String(state.year),
          [["", t("allYears")], ...Array.from({ length: lastYear - firstYear + 1 }, (_, i): [string, string] => [String(firstYear + i), String(firstYear + i)])],
          (year) => store.update({ year: year ? Number(year) : null }))),
      store.state.asOf === null && this.#desk.newSiteButtons(),
    );
  }

  #select(label: string, value: string, options: [string, string][], change: (value: string) => void): HTMLElement {
    return h("select", { "aria-label": label, onchange: (event) => change((event.target as HTMLSelectElement).value) },
      ...options.map(([code, text]) => h("option", { value: code, selected: code === value }, text)));
  }

  async #read(): Promise<void> {
    const { store, t, say } = this.context;
    this.#asked?.abort();
    const asked = (this.#asked = new AbortController());
    this.#list.classList.add("busy");
    try {
      const pages = await Promise.all(store.state.kinds.map(async (kind) => [kind, await api.sites(kind, store.state, this.#limits[kind], asked.signal)] as const));
      if (!asked.signal.aborted) {
        this.#draw(pages);
        await this.#drawThen(asked.signal);
      }
    } catch (error) {
      if (error instanceof ApiProblem) {
        say(error.isOffline ? t("offline") : t("failed") + error.message, "fault");
        fill(this.#list, h("p", { class: "empty" }, error.isOffline ? t("offline") : error.message), h("button", { type: "button", onclick: () => void this.#read() }, t("retry")));
      } else if (!asked.signal.aborted) {
        throw error;
      }
    } finally {
      if (this.#asked === asked) {
        this.#list.classList.remove("busy");
      }
    }
  }

  /** Tiles show the register as it is now; what it was is drawn from its items. */
  async #drawThen(signal: AbortSignal): Promise<void> {
    const { store, map } = this.context;
    const { state } = store;
    if (state.asOf === null) {
      map.show("then", null);
      return;
    }
    const theme = map.theme();
    const pages = await Promise.all(state.kinds.map(async (kind) => ({ kind, page: await api.sitesThen(kind, state, signal) })));
    map.show("then", {
      type: "FeatureCollection",
      features: pages.flatMap(({ kind, page }) => page.features.flatMap(({ geometry, properties }): Feature[] => (geometry
        ? [{ type: "Feature", geometry, properties: { ...properties, kind, colour: kinds[kind].colour[theme], strength: stages[properties["stage"] as Stage]?.strength ?? 0.3 } }]
        : []))),
    });
  }

  #draw(pages: (readonly [Kind, Page])[]): void {
    const { language } = this.context.store.state;
    const { t } = this.context;
    const found = pages.filter(([, page]) => page.features.length > 0);
    fill(
      this.#list,
      found.length === 0 && h("p", { class: "empty" }, t("none")),
      ...found.flatMap(([kind, page]) => [
        h("h2", {}, kinds[kind][language], " ", h("small", {}, page.numberMatched === undefined ? "" : number(page.numberMatched, language))),
        h("ul", {}, ...page.features.map((site) => this.#item(kind, site))),
        page.links.some((link) => link.rel === "next") && h("button", { type: "button", class: "more", onclick: () => this.#more(kind) }, t("more")),
      ]),
    );
  }

  #more(kind: Kind): void {
    this.#limits = { ...this.#limits, [kind]: this.#limits[kind] * 4 };
    void this.#read();
  }

  #item(kind: Kind, site: Site): HTMLElement {
    const { store, map } = this.context;
    const { language } = store.state;
    const { stage, town_name: town, plan_year: year, area_m2: squareMetres } = site.properties;
    const label = site.properties[language === "en" && site.properties["name_en"] ? "name_en" : "name_zh"];
    return h("li", {},
      h("button", {
        type: "button", class: "site", onclick: () => {
          store.update({ site: { kind, code: site.id } });
          if (site.geometry) {
            map.fit(site.geometry);
          }
        },
      },
      h("span", { class: "name" }, String(label ?? site.id)),
      h("span", { class: `stage ${String(stage)}` }, stages[stage as Stage]?.[language] ?? String(stage)),
      h("span", { class: "more-about" }, [town, year, typeof squareMetres === "number" ? area(squareMetres, language) : null].filter(Boolean).join(" · "))));
  }
}
