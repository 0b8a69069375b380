/** One site: attributes with the titles of the schema, the timeline of its stages, its history. */

import { address, api, ApiProblem, type Schema, type Site, type StageHistory, type VersionList } from "../api";
import { kinds, stages, type Kind, type Language, type Stage } from "../codes";
import type { Context } from "../context";
import { fill, h } from "../dom";
import { stageForm } from "../edit/stage";
import { area } from "../i18n";
import type { MapState } from "../state";
import { history } from "./history";
import { shown } from "./shown";

const schemas = new Map<string, Promise<Schema>>();

/** The schema of a collection, read once a language. */
export function schemaOf(kind: Kind, language: Language): Promise<Schema> {
  const key = `${kind} ${language}`;
  let schema = schemas.get(key);
  if (!schema) {
    schema = api.schema(kind, language);
    schemas.set(key, schema);
    schema.catch(() => schemas.delete(key));
  }
  return schema;
}

/** Shown in the head of the card or told by other means. */
const notListed = new Set(["code", "name_zh", "name_en", "kind", "stage", "stage_date", "town_name", "town_code", "area_m2", "is_demo", "version", "updated_at", "updated_by"]);

export class SiteCard {
  readonly element = h("article", { class: "card", hidden: true });
  #asked: AbortController | null = null;

  constructor(
    private readonly context: Context,
    private readonly edit: (kind: Kind, site: Site) => void,
  ) {}

  show(site: MapState["site"]): void {
    this.#asked?.abort();
    if (this.context.store.state.panel === "register") {
      this.context.map.show("changed", null);
    }
    this.element.hidden = site === null;
    if (site) {
      this.#asked = new AbortController();
      void this.#read(site, this.#asked.signal);
    }
  }

  async #read({ kind, code }: NonNullable<MapState["site"]>, signal: AbortSignal): Promise<void> {
    const { store, t } = this.context;
    const { language, asOf } = store.state;
    fill(this.element, this.#backButton(), h("p", { class: "empty" }, t("loading")));
    try {
      const [site, schema, events, versions] = await Promise.all([
        api.site(kind, code, asOf, signal), schemaOf(kind, language), api.stages(kind, code, signal), api.versions(kind, code, signal),
      ]);
      if (!signal.aborted) {
        this.#draw(kind, site, schema, events, versions);
      }
    } catch (error) {
      if (error instanceof ApiProblem) {
        fill(this.element, this.#backButton(), h("p", { class: "empty" }, error.isOffline ? t("offline") : t("failed") + error.message));
      } else if (!signal.aborted) {
        throw error;
      }
    }
  }

  #town(code: string): string {
    return this.context.towns.find((town) => town.code === code)?.[this.context.store.state.language] ?? code;
  }

  #backButton(): HTMLElement {
    return h("button", { type: "button", class: "back", onclick: () => this.context.store.update({ site: null }) }, "‹ ", this.context.t("back"));
  }

  #draw(kind: Kind, site: Site, schema: Schema, events: StageHistory, versions: VersionList): void {
    const { t, map, store } = this.context;
    const { language } = store.state;
    const p = site.properties;
    const title = String(p[language === "en" && p["name_en"] ? "name_en" : "name_zh"] ?? site.id);
    const measured = p["area_m2"];
    const geometry = site.geometry;
    fill(
      this.element,
      this.#backButton(),
      h("h2", {}, title),
      h("p", { class: "facts" },
        h("span", { class: `stage ${String(p["stage"])}` }, stages[p["stage"] as Stage]?.[language] ?? String(p["stage"])),
        [site.id, kinds[kind][language], p["town_name"], typeof measured === "number" ? area(measured, language) : null].filter(Boolean).join(" · ")),
      p["is_demo"] === true && h("p", { class: "demo" }, t("demo")),
      h("p", { class: "actions" },
        store.state.asOf === null && h("button", { type: "button", class: "primary", onclick: () => this.edit(kind, site) }, t("edit")),
        geometry && h("button", { type: "button", onclick: () => map.fit(geometry) }, t("zoomTo")),
        h("a", { href: address(`collections/${kind}/items/${encodeURIComponent(site.id)}`, { f: "html", lang: language }), target: "_blank", rel: "noopener" }, t("openPage"))),
      h("h3", {}, t("timeline")),
      h("ol", { class: "timeline" }, ...[...events.events].filter((e) => !e.retracted_at).reverse()
        .map((e) => h("li", { class: e.stage }, h("time", {}, e.effective_date), " ", stages[e.stage as Stage]?.[language] ?? e.stage))),
      store.state.asOf === null && stageForm(this.context, kind, site.id, events, () => {
        map.reload();
        this.show({ kind, code: site.id });
      }),
      h("h3", {}, t("attributes")),
      h("dl", {}, ...Object.entries(schema.properties).filter(([name]) => !notListed.has(name) && p[name] !== null && p[name] !== undefined)
        .flatMap(([name, property]) => [h("dt", {}, property.title ?? name), h("dd", {}, name === "declared_town_code" ? this.#town(String(p[name])) : shown(p[name], property, language))])),
      h("h3", {}, t("history")),
      history(this.context, kind, site.id, schema, versions),
    );
    this.element.scrollTop = 0;
  }
}
