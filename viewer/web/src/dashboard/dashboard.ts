/** The programme at a glance: the three renewals against the year's plan, by town as bars and on the map, the attention list, the four tiers. */

import type { Feature } from "geojson";
import { api, ApiProblem, get, type Assessment, type Page } from "../api";
import { kinds, type Kind } from "../codes";
import type { Context } from "../context";
import { fill, h } from "../dom";
import { number } from "../i18n";
import { instantOf, stepOf, stepsUntil } from "../panels/months";
import type { MapState } from "../state";
import { Attention } from "./attention";
import { collectionOf, dueShare, figures, statusColours, statuses, type Figure, type Indicator, type IndicatorTable } from "./figures";
import { reportLinks } from "./reports";

const key = (s: MapState): string => JSON.stringify([s.year, s.date]);

export class DashboardPanel {
  readonly element = h("section", { class: "panel dashboard" });
  readonly #dates = h("div");
  readonly #figures = h("div", { "aria-live": "polite" });
  readonly #tiers = h("section", { class: "tiers-now" });
  readonly #attention: Attention;
  readonly #reports = h("section");
  #towns: Promise<Page> | null = null;
  #table: IndicatorTable | null = null;
  #asked: AbortController | null = null;
  #key: string | null = null;

  constructor(private readonly context: Context) {
    this.#attention = new Attention(context);
    fill(this.element, this.#dates, this.#figures, this.#tiers, this.#attention.element, this.#reports);
    context.store.subscribe((now, before) => {
      if (now.panel !== "dashboard") {
        return;
      }
      if (key(now) !== this.#key || now.panel !== before.panel) {
        void this.#read();
      } else if (now.indicator !== before.indicator) {
        this.#draw();
      }
    });
    if (context.store.state.panel === "dashboard") {
      void this.#read();
    }
  }

  async #read(): Promise<void> {
    const { store, t } = this.context;
    const { year, date } = store.state;
    this.#asked?.abort();
    const asked = (this.#asked = new AbortController());
    this.#key = key(store.state);
    this.#drawDates();
    if (!this.#table) {
      fill(this.#figures, h("p", { class: "busy" }, t("loading")));
    }
    void this.#attention.read();
    void this.#readTiers(asked.signal);
    void reportLinks(this.context, asked.signal).then((links) => fill(this.#reports, ...links), () => undefined);
    try {
      this.#table = await figures.table(year, date, asked.signal);
      this.#draw();
    } catch (error) {
      if (error instanceof ApiProblem) {
        this.#key = null;
        fill(this.#figures, h("p", { class: "fault", role: "alert" }, error.isOffline ? t("offline") : error.status === 404 ? t("noIndicators") : error.message),
          h("button", { type: "button", onclick: () => void this.#read() }, t("retry")));
      } else if (!asked.signal.aborted) {
        throw error;
      }
    }
  }

  #drawDates(): void {
    const { store, t } = this.context;
    const { year, date } = store.state;
    const thisYear = new Date().getFullYear();
    const last = stepsUntil(new Date());
    const step = date === null ? last : Math.min(last - 1, Math.max(1, stepOf(`${date}T00:00:00Z`)));
    const dateAt = (at: number): string | null => (at >= last ? null : new Date(Date.parse(instantOf(at)) + 8 * 3_600_000).toISOString().slice(0, 10));
    const output = h("b", {}, date ?? t("today2"));
    const isSliding = this.#dates.contains(document.activeElement) && document.activeElement instanceof HTMLInputElement;
    fill(
      this.#dates,
      h("div", { class: "row" },
        h("label", {}, t("effectiveOn"), " ", output, h("input", {
          type: "range", min: 1, max: last, value: step, "aria-valuetext": date ?? t("today2"),
          oninput: (e) => fill(output, dateAt(Number((e.target as HTMLInputElement).value)) ?? t("today2")),
          onchange: (e) => store.update({ date: dateAt(Number((e.target as HTMLInputElement).value)) }),
        })),
        h("label", {}, t("ofYear"), h("select", { onchange: (e) => store.update({ year: (e.target as HTMLSelectElement).value ? Number((e.target as HTMLSelectElement).value) : null }) },
          h("option", { value: "" }, "—"), ...Array.from({ length: 8 }, (_, i) => thisYear - 5 + i).map((y) => h("option", { value: y, selected: y === year }, String(y)))))),
    );
    if (isSliding) {
      this.#dates.querySelector("input")?.focus();
    }
  }

  #draw(): void {
    const table = this.#table;
    const { t, store } = this.context;
    if (!table) {
      return;
    }
    const chosen = table.indicators.find(({ code }) => code === store.state.indicator) ?? table.indicators[0];
    const groups = new Map<string, Indicator[]>();
    for (const indicator of table.indicators) {
      groups.set(indicator.kind ?? "", [...(groups.get(indicator.kind ?? "") ?? []), indicator]);
    }
    fill(
      this.#figures,
      h("p", { class: "hint" }, `${table.year} · ${table.effective_on}`, table.has_demo && " ", table.has_demo && h("span", { class: "demo" }, t("demo"))),
      ...[...groups].map(([kind, [first, ...others]]) => h("section", { class: "renewal" }, h("h2", {}, this.#group(kind)),
        first && this.#tile(first, chosen), others.length > 0 && h("details", { open: others.includes(chosen as Indicator) }, h("summary", {}, t("moreIndicators")), ...others.map((i) => this.#tile(i, chosen))))),
      chosen && this.#byTown(chosen),
    );
    if (chosen) {
      void this.#shade(chosen);
    }
  }

  #group(kind: string): string {
    const { t, store } = this.context;
    const collection = collectionOf(kind);
    return collection in kinds ? kinds[collection as Kind][store.state.language] : t("connectivityGroup");
  }

  #tile(indicator: Indicator, chosen: Indicator | undefined): HTMLElement {
    const { store, t } = this.context;
    const { language } = store.state;
    const { district } = indicator;
    const due = dueShare(district);
    const unit = language === "zh" ? indicator.unit_zh : indicator.unit;
    const say = (value: number | null): string => (value === null ? "—" : number(value, language, indicator.decimals));
    return h("button", { type: "button", class: "indicator", "aria-pressed": String(indicator === chosen), onclick: () => store.update({ indicator: indicator.code }) },
      h("span", { class: "name" }, language === "zh" ? indicator.title_zh : indicator.title_en),
      h("span", { class: "value" }, h("b", {}, say(district.actual)), district.target === null ? ` ${unit}` : ` / ${say(district.target)} ${unit}`),
      bar(district),
      h("span", { class: "more-about" }, badge(district, t(district.status)),
        district.progress !== null && ` ${number(100 * district.progress, language)} %`,
        due !== null && ` · ${t("due")} ${number(100 * due, language)} %`,
        district.forecast !== null && ` · ${t("forecast")} ${say(district.forecast)}`,
        district.missing > 0 && ` · ${district.missing} ${t("missing")}`,
        district.target_is_demo === true && ` · ${t("demoTargets")}`));
  }

  #byTown(indicator: Indicator): HTMLElement {
    const { store, t } = this.context;
    const { language } = store.state;
    const towns = [...indicator.towns].sort((a, b) => (b.progress ?? -1) - (a.progress ?? -1) || (b.actual ?? 0) - (a.actual ?? 0));
    const most = Math.max(...towns.map((town) => town.actual ?? 0), 1e-9);
    return h("section", {}, h("h2", {}, t("byTown"), " ", h("small", {}, language === "zh" ? indicator.title_zh : indicator.title_en)),
      h("p", { class: "hint" }, language === "zh" ? indicator.rule_zh : indicator.rule_en),
      h("ul", { class: "bars towns" }, ...towns.map((town) => h("li", {}, h("button", {
        type: "button", title: t("showTown"), onclick: () => store.update({ town: town.town_code ?? "", panel: "register", site: null }),
      }, this.#town(town)), bar(town, most), h("span", {}, badge(town, ""), `${town.actual === null ? "—" : number(town.actual, language, indicator.decimals)}${town.target === null ? "" : ` / ${number(town.target, language, indicator.decimals)}`}`)))),
      h("ul", { class: "statuses", "aria-label": t("legend") }, ...statuses.map((status) => h("li", {}, swatch(statusColours[status]), t(status)))));
  }

  #town({ town_code: code, town_name: name }: Figure): string {
    const { towns, store } = this.context;
    return towns.find((town) => town.code === code)?.[store.state.language] ?? name ?? code ?? "";
  }

  /** Shades the towns on the map by how the indicator stands. */
  async #shade(indicator: Indicator): Promise<void> {
    const { map, store } = this.context;
    this.#towns ??= api.features("towns");
    try {
      const page = await this.#towns;
      if (store.state.panel !== "dashboard" || store.state.indicator !== indicator.code) {
        return;
      }
      map.show("towns-shaded", {
        type: "FeatureCollection",
        features: page.features.flatMap((town): Feature[] => {
          const figure = indicator.towns.find(({ town_code: code }) => code === town.id);
          return town.geometry && figure ? [{ type: "Feature", geometry: town.geometry, properties: { colour: statusColours[figure.status] } }] : [];
        }),
      });
    } catch {
      this.#towns = null;
    }
  }

  async #readTiers(signal: AbortSignal): Promise<void> {
    const { t, store } = this.context;
    const { language } = store.state;
    const open = h("button", { type: "button", onclick: () => store.update({ panel: "tiers" }) }, t("openTiers"));
    try {
      const { assessments } = await get<{ assessments: { run: string; scenario?: string | null }[] }>("assessments", { limit: 50 }, signal);
      const run = assessments.find(({ scenario }) => !scenario);
      const assessment = run && (await get<Assessment>(`assessments/${run.run}`, {}, signal));
      fill(
        this.#tiers,
        h("h2", {}, t("tiersNow")),
        assessment ? h("ul", { class: "bars" }, ...assessment.tiers.map((tier) => {
          const met = tier.destinations.filter((d) => d.passes).length;
          const part = h("span", { class: `bar ${met === tier.destinations.length ? "pass" : "fail"}`, "aria-hidden": "true" });
          part.style.setProperty("--part", String(met / Math.max(1, tier.destinations.length)));
          return h("li", {}, h("span", {}, `${tier.limit_minutes} ${t("minutes")}`), part, h("span", {}, `${number(met, language)} / ${number(tier.destinations.length, language)}`));
        })) : h("p", { class: "hint" }, t("noRun")),
        open,
      );
    } catch (error) {
      if (!signal.aborted && !(error instanceof ApiProblem)) {
        throw error;
      }
    }
  }
}

function bar(figure: Figure, most?: number): HTMLElement {
  const { progress, actual, status } = figure;
  const due = dueShare(figure);
  const element = h("span", { class: due === null ? "bar" : "bar due", "aria-hidden": "true" });
  element.style.setProperty("--part", String(Math.min(1, progress ?? (most === undefined ? 0 : (actual ?? 0) / most))));
  element.style.setProperty("--due", String(due ?? 0));
  element.style.setProperty("--bar", statusColours[status]);
  return element;
}

function badge({ status }: Figure, text: string): HTMLElement {
  const element = h("span", { class: "badge" }, text);
  element.style.setProperty("--colour", statusColours[status]);
  return element;
}

function swatch(colour: string): HTMLElement {
  const element = h("span", { class: "swatch" });
  element.style.background = colour;
  return element;
}
