/** Which scenarios, alone or together, meet the most targets: computed as a job, with its progress, and taken back when it is cancelled. */

import { ApiProblem } from "../api";
import { runJob } from "../connect/jobs";
import type { ScenarioSummary } from "../connect/scenarios";
import type { Context } from "../context";
import { fill, h } from "../dom";
import { number } from "../i18n";

interface Ranking {
  readonly is_complete: boolean;
  readonly sets_computed: number;
  readonly ranking: readonly {
    readonly names: readonly string[];
    readonly targets_met: number;
    readonly targets_lost: number;
    readonly gained_minutes: number;
    readonly cost_wan: number | null;
    readonly gained_minutes_per_wan: number | null;
  }[];
}

export class RemediesView {
  readonly element = h("section", { class: "remedies" });
  readonly #result = h("div", { "aria-live": "polite" });

  constructor(private readonly context: Context) {}

  offer(found: readonly ScenarioSummary[]): void {
    const { t, store } = this.context;
    const { language } = store.state;
    if (found.length === 0) {
      fill(this.element);
      return;
    }
    const largest = h("select", { name: "largest" }, ...[1, 2, 3, 4].map((n) => h("option", { value: n, selected: n === 3 }, String(n))));
    const form = h("form", {
      onsubmit: (event) => {
        event.preventDefault();
        void this.#rank(new FormData(form).getAll("candidate").map(String), Number(largest.value));
      },
    },
    h("ul", { class: "candidates" }, ...found.map((s) => h("li", {}, h("label", { class: "check" }, h("input", { type: "checkbox", name: "candidate", value: s.code, checked: true }), language === "en" && s.name_en ? s.name_en : s.name_zh)))),
    h("div", { class: "row" }, h("label", {}, t("largestSet"), largest), h("button", { type: "submit" }, t("rank"))));
    fill(this.element, h("h2", {}, t("remedies")), h("p", { class: "hint" }, t("remediesHint")), form, this.#result);
  }

  async #rank(candidates: readonly string[], largestSet: number): Promise<void> {
    const { t, store } = this.context;
    if (candidates.length === 0) {
      return;
    }
    const asked = new AbortController();
    const bar = h("progress", { max: 100, "aria-label": t("computing") });
    const status = h("span", {}, t("queued"));
    fill(this.#result, h("p", { class: "busy" }, bar, " ", status, " ", h("button", { type: "button", onclick: () => asked.abort() }, t("cancel"))));
    try {
      const ranking = await runJob<Ranking>("rank-remedies", { candidates, largest_set: Math.min(largestSet, candidates.length), profile: store.state.profile }, ({ status: now, percent }) => {
        bar.value = percent;
        fill(status, `${t(now === "accepted" ? "queued" : "running")} ${percent} %`);
      }, asked.signal);
      this.#draw(ranking);
    } catch (error) {
      if (error instanceof ApiProblem) {
        fill(this.#result, h("p", { class: "fault", role: "alert" }, error.isOffline ? t("offline") : [error.message, ...error.errors.map((e) => e.detail)].join(" ")));
      } else if (asked.signal.aborted) {
        fill(this.#result);
      } else {
        throw error;
      }
    }
  }

  #draw({ ranking, is_complete: isComplete }: Ranking): void {
    const { t, store } = this.context;
    const { language } = store.state;
    fill(
      this.#result,
      !isComplete && h("p", { class: "fault" }, t("incomplete")),
      h("div", { class: "scroll" }, h("table", { class: "ranking" },
        h("thead", {}, h("tr", {}, ...[t("scenarios"), t("targetsMet"), t("minutesSaved"), t("costWan")].map((title) => h("th", { scope: "col" }, title)))),
        h("tbody", {}, ...ranking.slice(0, 30).map((r) => h("tr", {},
          h("th", { scope: "row" }, r.names.join(" ＋ ")), h("td", {}, `＋${r.targets_met}${r.targets_lost > 0 ? ` −${r.targets_lost}` : ""}`),
          h("td", {}, number(r.gained_minutes, language, 1)), h("td", {}, r.cost_wan === null ? "—" : number(r.cost_wan, language))))))),
    );
  }
}
