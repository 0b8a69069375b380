/** The connectivity targets: which destinations pass, which fail, by how much. */

import { api, ApiProblem, type Assessment, type Destination } from "../api";
import { profileIds, profiles, type Profile } from "../codes";
import type { Context } from "../context";
import { fill, h } from "../dom";
import { number } from "../i18n";

export class TiersPanel {
  readonly element = h("section", { class: "panel" });
  readonly #result = h("div", { "aria-live": "polite" });
  #asked: AbortController | null = null;
  #profile: Profile | null = null;

  constructor(private readonly context: Context) {
    context.store.subscribe((now) => {
      if (now.panel === "tiers" && now.profile !== this.#profile) {
        this.#draw();
        void this.#assess();
      }
    });
    this.#draw();
    if (context.store.state.panel === "tiers") {
      void this.#assess();
    }
  }

  #draw(): void {
    const { store, t } = this.context;
    const { language, profile } = store.state;
    fill(
      this.element,
      h("label", {}, t("profile"), h("select", { onchange: (e) => store.update({ profile: (e.target as HTMLSelectElement).value as Profile }) },
        ...profileIds.filter((id) => id.startsWith("car")).map((id) => h("option", { value: id, selected: id === profile }, profiles[id][language])))),
      this.#result,
    );
  }

  async #assess(): Promise<void> {
    const { store, t } = this.context;
    this.#asked?.abort();
    const asked = (this.#asked = new AbortController());
    this.#profile = store.state.profile;
    fill(this.#result, h("p", { class: "busy" }, t("computing")));
    try {
      this.#show(await api.assess(this.#profile, asked.signal));
    } catch (error) {
      if (error instanceof ApiProblem) {
        this.#profile = null;
        fill(this.#result, h("p", { class: "fault" }, error.isOffline ? t("offline") : error.message), h("button", { type: "button", onclick: () => void this.#assess() }, t("retry")));
      } else if (!asked.signal.aborted) {
        throw error;
      }
    }
  }

  #show(assessment: Assessment): void {
    const { t } = this.context;
    fill(
      this.#result,
      ...assessment.tiers.flatMap((tier) => {
        const met = tier.destinations.filter((d) => d.passes).length;
        return [
          h("h2", {}, `${tier.limit_minutes} ${t("within")} `, h("small", {}, `${met} / ${tier.destinations.length}`)),
          h("ul", { class: "tier" }, ...[...tier.destinations].sort((a, b) => (b.minutes ?? Infinity) - (a.minutes ?? Infinity)).map((d) => this.#destination(d, tier.limit_minutes))),
        ];
      }),
      h("p", { class: "hint" }, t("assumed")),
    );
  }

  #destination(destination: Destination, limit: number): HTMLElement {
    const { store, t } = this.context;
    const { language } = store.state;
    const { minutes, passes, firmness } = destination;
    const bar = h("span", { class: "bar", "aria-hidden": "true" });
    bar.style.setProperty("--part", String(minutes === null ? 1 : Math.min(minutes / (limit * 1.5), 1)));
    return h("li", { class: passes ? "pass" : "fail" },
      h("span", { class: "name" }, destination.name_zh),
      bar,
      h("span", { class: "minutes" }, minutes === null ? t("unreachable") : `${number(minutes, language, 1)} ${t("minutes")}`),
      h("span", { class: "verdict" }, passes ? "✓ " : "✗ ", t(passes ? "passes" : "fails"), firmness === "firm" ? null : ` · ${t("edge")}`));
  }
}
