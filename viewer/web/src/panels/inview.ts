/** Statistics of the sites in view, filters applied: how many, how large, at which stage, for how much. Computed while the section is open. */

import { ApiProblem, get, siteQuery, type Page } from "../api";
import { kinds, stageIds, stages, type Kind } from "../codes";
import type { Context } from "../context";
import { debounce, fill, h } from "../dom";
import { area, number } from "../i18n";
import { sum, type Sum } from "./sums";

const most = 10_000;

export class InView {
  readonly element = h("details", { class: "in-view", ontoggle: () => void this.#read() });
  readonly #body = h("div", { "aria-live": "polite" });
  #asked: AbortController | null = null;

  constructor(private readonly context: Context) {
    fill(this.element, h("summary", {}, context.t("inView")), this.#body);
    const soon = debounce(400, () => void this.#read());
    context.store.subscribe((now, before) => {
      if (now !== before && this.element.open) {
        soon();
      }
    });
  }

  async #read(): Promise<void> {
    if (!this.element.open) {
      return;
    }
    const { store, map, t } = this.context;
    this.#asked?.abort();
    const asked = (this.#asked = new AbortController());
    const bounds = map.libre.getBounds();
    const bbox = [bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()].map((d) => d.toFixed(6)).join(",");
    const query = { ...siteQuery(store.state), bbox, skipGeometry: "true", properties: "stage,area_m2,budget_wan,spent_wan", limit: most };
    try {
      const pages = await Promise.all(store.state.kinds.map(async (kind) => [kind, await get<Page>(`collections/${kind}/items`, query, asked.signal)] as const));
      this.#draw(pages);
    } catch (error) {
      if (error instanceof ApiProblem) {
        fill(this.#body, h("p", { class: "fault" }, error.isOffline ? t("offline") : error.message));
      } else if (!asked.signal.aborted) {
        throw error;
      }
    }
  }

  #draw(pages: readonly (readonly [Kind, Page])[]): void {
    const { store, t } = this.context;
    const { language } = store.state;
    // A box also finds sites that have no outline yet, which are nowhere.
    const sums = pages.map(([kind, page]) => [kinds[kind][language], sum(page.features.filter((site) => site.properties["area_m2"] !== null))] as const);
    const row = (title: string, cell: (s: Sum) => string): HTMLElement => h("tr", {}, h("th", { scope: "row" }, title), ...sums.map(([, s]) => h("td", {}, cell(s))));
    const present = stageIds.filter((stage) => sums.some(([, s]) => s.byStage[stage]));
    fill(
      this.#body,
      pages.some(([, page]) => (page.numberMatched ?? 0) > most) && h("p", { class: "fault" }, t("tooMany")),
      h("div", { class: "scroll" }, h("table", { class: "ranking" },
        h("thead", {}, h("tr", {}, h("td"), ...sums.map(([title]) => h("th", { scope: "col" }, title)))),
        h("tbody", {},
          row(t("count"), (s) => number(s.count, language)), row(t("totalArea"), (s) => area(s.squareMetres, language)),
          row(t("budget"), (s) => number(s.budget, language)), row(t("spent"), (s) => number(s.spent, language)),
          ...present.map((stage) => row(stages[stage][language], (s) => number(s.byStage[stage] ?? 0, language)))))),
    );
  }
}
