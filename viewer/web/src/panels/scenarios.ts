/** Scenarios: the list, one open to be drawn and compared, the ranking of remedies. */

import { ApiProblem } from "../api";
import { scenarios, type Scenario, type ScenarioSummary } from "../connect/scenarios";
import { readScenarioDraft } from "../connect/scenario-draft";
import type { Context } from "../context";
import { fill, h } from "../dom";
import { number } from "../i18n";
import { RemediesView } from "./remedies";
import { ScenarioEditor } from "./scenario-editor";

export class ScenariosPanel {
  readonly element = h("section", { class: "panel" });
  readonly #list = h("div", { class: "scenarios", "aria-live": "polite" });
  readonly #remedies: RemediesView;
  #editor: ScenarioEditor | null = null;
  #asked: AbortController | null = null;

  constructor(private readonly context: Context) {
    this.#remedies = new RemediesView(context);
    const { store } = context;
    store.subscribe((now, before) => {
      if (now.panel !== before.panel) {
        if (now.panel === "scenarios") {
          this.#enter();
        } else {
          this.#editor?.pause();
        }
      }
    });
    if (store.state.panel === "scenarios") {
      this.#enter();
    }
  }

  #enter(): void {
    const draft = readScenarioDraft();
    if (this.#editor) {
      this.#editor.resume();
    } else if (draft) {
      this.#open(draft);
    } else {
      void this.#read();
    }
  }

  async #read(): Promise<void> {
    const { t } = this.context;
    this.#asked?.abort();
    const asked = (this.#asked = new AbortController());
    fill(this.element, this.#list, this.#remedies.element);
    fill(this.#list, h("p", { class: "empty" }, t("loading")));
    try {
      const found = await scenarios.list(asked.signal);
      this.#draw(found);
      this.#remedies.offer(found);
    } catch (error) {
      if (error instanceof ApiProblem) {
        fill(this.#list, h("p", { class: "fault", role: "alert" }, error.isOffline ? t("offline") : error.message), h("button", { type: "button", onclick: () => void this.#read() }, t("retry")));
      } else if (!asked.signal.aborted) {
        throw error;
      }
    }
  }

  #draw(found: readonly ScenarioSummary[]): void {
    const { t, store } = this.context;
    const { language } = store.state;
    fill(
      this.#list,
      h("p", { class: "actions" }, h("button", {
        type: "button", class: "primary", onclick: () => this.#open({ type: "FeatureCollection", code: nextCode(found), name_zh: "", features: [] }),
      }, "＋ ", t("newScenario"))),
      found.length === 0 && h("p", { class: "empty" }, t("noScenarios")),
      h("ul", {}, ...found.map((s) => h("li", {}, h("button", { type: "button", class: "site", onclick: () => void this.#openKept(s.code) },
        h("span", { class: "name" }, language === "en" && s.name_en ? s.name_en : s.name_zh),
        h("span", {}, s.cost_wan ? `${number(s.cost_wan, language)} ${t("wan")}` : ""),
        h("span", { class: "more-about" }, `${s.code} · ${s.edit_count} · v${s.version}`))))),
    );
  }

  async #openKept(code: string): Promise<void> {
    const { say, t } = this.context;
    try {
      this.#open(await scenarios.read(code));
    } catch (error) {
      if (!(error instanceof ApiProblem)) {
        throw error;
      }
      say(error.isOffline ? t("offline") : t("failed") + error.message, "fault");
    }
  }

  #open(scenario: Scenario): void {
    this.#editor?.dispose();
    this.#editor = new ScenarioEditor(this.context, scenario, () => {
      this.#editor?.dispose();
      this.#editor = null;
      void this.#read();
    });
    fill(this.element, this.#editor.element);
    this.#editor.resume();
    this.element.querySelector<HTMLElement>("input[name=scenario-name]")?.focus();
  }
}

/** S-2026-01, S-2026-02 and so on. */
function nextCode(found: readonly ScenarioSummary[]): string {
  const year = new Date().getFullYear();
  for (let i = 1; ; i++) {
    const code = `S-${year}-${String(i).padStart(2, "0")}`;
    if (!found.some((s) => s.code === code)) {
      return code;
    }
  }
}
