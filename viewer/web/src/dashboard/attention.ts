/** The attention list: what is late, stuck, in conflict; by rule; each opens its site. */

import { ApiProblem } from "../api";
import { isKind } from "../codes";
import type { Context } from "../context";
import { fill, h } from "../dom";
import { collectionOf, figures, type AttentionItem, type AttentionList } from "./figures";

export class Attention {
  readonly element = h("section", { class: "attention", "aria-live": "polite" });
  #rule = "";
  #asked: AbortController | null = null;

  constructor(private readonly context: Context) {}

  async read(): Promise<void> {
    const { store, t } = this.context;
    this.#asked?.abort();
    const asked = (this.#asked = new AbortController());
    try {
      const [all, some] = await Promise.all([figures.attention(store.state.date, "", asked.signal), this.#rule ? figures.attention(store.state.date, this.#rule, asked.signal) : null]);
      this.#draw(all, some ?? all);
    } catch (error) {
      if (error instanceof ApiProblem) {
        fill(this.element, error.status === 404 ? null : h("p", { class: "fault" }, error.isOffline ? t("offline") : error.message));
      } else if (!asked.signal.aborted) {
        throw error;
      }
    }
  }

  #draw(all: AttentionList, shown: AttentionList): void {
    const { t, store } = this.context;
    const { language } = store.state;
    const title = (code: string): string => {
      const rule = all.rules.find((r) => r.code === code);
      return rule ? (language === "zh" ? rule.title_zh : rule.title_en) : code;
    };
    const chip = (rule: string, text: string, hint: string): HTMLElement => h("button", {
      type: "button", class: "chip", "aria-pressed": String(rule === this.#rule), title: hint,
      onclick: () => {
        this.#rule = rule === this.#rule ? "" : rule;
        void this.read();
      },
    }, text);
    fill(
      this.element,
      h("h2", {}, t("attention"), " ", h("small", {}, String(all.open))),
      all.matched === 0 && h("p", { class: "empty" }, t("nothingToAttend")),
      h("div", { class: "chips small", role: "group", "aria-label": t("attention") }, ...all.rules.filter((r) => all.by_rule[r.code]).map((r) =>
        chip(r.code, `${title(r.code)} ${all.by_rule[r.code] ?? 0}`, language === "zh" ? r.rule_zh : r.rule_en))),
      h("ul", {}, ...shown.items.map((item) => this.#item(item, title(item.rule)))),
      shown.matched > shown.items.length && h("p", { class: "hint" }, `${shown.items.length} / ${shown.matched}`),
    );
  }

  #item(item: AttentionItem, rule: string): HTMLElement {
    const { t, store, towns } = this.context;
    const { language } = store.state;
    const collection = collectionOf(item.kind);
    const town = towns.find(({ code }) => code === item.town_code)?.[language] ?? item.town_name;
    return h("li", {}, h("button", {
      type: "button", class: `site attended ${item.severity}`,
      onclick: () => isKind(collection) && store.update({ panel: "register", site: { kind: collection, code: item.site } }),
    },
    h("span", { class: "name" }, language === "en" && item.name_en ? item.name_en : item.name_zh),
    h("span", { class: "severity" }, t(item.severity), " · ", rule),
    h("span", { class: "more-about" }, language === "zh" ? item.detail_zh : item.detail_en, town && ` · ${town}`, item.accepted && ` · ${t("accepted")}: ${item.accepted.reason}`)));
  }
}
