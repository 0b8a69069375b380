/** The connectivity targets: which destinations pass, which fail, by how much, how surely; a destination opens its way on the map. */

import { api, ApiProblem, type Assessment, type Destination, type Tier } from "../api";
import { profileIds, profiles, type Profile } from "../codes";
import { scenarioSelect } from "../connect/scenarios";
import type { Context } from "../context";
import { fill, h } from "../dom";
import { number } from "../i18n";
import type { MapState } from "../state";
import { DestinationCard, verdict } from "./diagnosis";

const key = (s: MapState): string => JSON.stringify([s.profile, s.scenario]);

export class TiersPanel {
  readonly element = h("section", { class: "panel" });
  readonly #question = h("div", { class: "row" });
  readonly #result = h("div", { "aria-live": "polite" });
  readonly #card: DestinationCard;
  #asked: AbortController | null = null;
  #assessment: Assessment | null = null;
  #key: string | null = null;

  constructor(private readonly context: Context) {
    this.#card = new DestinationCard(context);
    fill(this.element, this.#question, this.#result, this.#card.element);
    context.store.subscribe((now, before) => {
      if (now.panel === "tiers" && key(now) !== this.#key) {
        this.#draw();
        void this.#assess();
      } else if (now.target !== before.target || now.panel !== before.panel) {
        this.#open();
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
      this.#question,
      h("label", {}, t("profile"), h("select", { onchange: (e) => store.update({ profile: (e.target as HTMLSelectElement).value as Profile }) },
        ...profileIds.map((id) => h("option", { value: id, selected: id === profile }, profiles[id][language])))),
      scenarioSelect(this.context),
    );
  }

  async #assess(): Promise<void> {
    const { store, t } = this.context;
    const { profile, scenario } = store.state;
    this.#asked?.abort();
    const asked = (this.#asked = new AbortController());
    this.#key = key(store.state);
    this.#assessment = null;
    this.#open();
    fill(this.#result, h("p", { class: "busy" }, t("computing"), " ", h("button", { type: "button", onclick: () => asked.abort() }, t("cancel"))));
    const again = h("button", { type: "button", onclick: () => void this.#assess() }, t("retry"));
    try {
      this.#assessment = await api.assess(profile, scenario, asked.signal);
      this.#show(this.#assessment);
      this.#open();
    } catch (error) {
      if (error instanceof ApiProblem) {
        this.#key = null;
        fill(this.#result, h("p", { class: "fault", role: "alert" }, error.isOffline ? t("offline") : error.message), again);
      } else if (!asked.signal.aborted) {
        throw error;
      } else if (this.#asked === asked) {
        fill(this.#result, again);
      }
    }
  }

  /** Shows the destination that the state names, or the list. */
  #open(): void {
    const { target, panel } = this.context.store.state;
    if (panel !== "tiers") {
      return;
    }
    const tier = this.#assessment?.tiers.find(({ code }) => code === target?.tier);
    const destination = tier?.destinations.find(({ place }) => place === target?.place);
    const isOpen = tier !== undefined && destination !== undefined;
    this.#question.hidden = this.#result.hidden = isOpen;
    if (isOpen) {
      this.#card.show(tier, destination);
    } else {
      this.#card.hide();
    }
  }

  #show(assessment: Assessment): void {
    const { t } = this.context;
    fill(
      this.#result,
      assessment.is_demo === true && h("p", { class: "demo" }, t("demo")),
      ...assessment.tiers.flatMap((tier) => {
        const met = tier.destinations.filter((d) => d.passes).length;
        return [
          h("h2", {}, tier.name_zh, " ", h("small", {}, `${met} / ${tier.destinations.length}`)),
          h("ul", { class: "tier" }, ...[...tier.destinations].sort((a, b) => (b.minutes ?? Infinity) - (a.minutes ?? Infinity)).map((d) => this.#destination(d, tier))),
        ];
      }),
      h("p", { class: "hint" }, t("firmMeans"), " ", t("assumed")),
    );
  }

  #destination(destination: Destination, tier: Tier): HTMLElement {
    const { store, t } = this.context;
    const { language } = store.state;
    const { minutes, margin_minutes: margin, passes, firmness } = destination;
    const bar = h("span", { class: "bar", "aria-hidden": "true" });
    bar.style.setProperty("--part", String(minutes === null ? 1 : Math.min(minutes / (tier.limit_minutes * 1.5), 1)));
    return h("li", { class: passes ? "pass" : "fail" },
      h("button", { type: "button", class: "destination", onclick: () => store.update({ target: { tier: tier.code, place: destination.place } }) },
        h("span", { class: "name" }, destination.name_zh),
        h("span", { class: "minutes" }, minutes === null ? t("unreachable") : `${number(minutes, language, 1)} ${t("minutes")}`),
        bar,
        h("span", { class: "verdict" }, verdict(this.context, passes, firmness), margin !== null && ` · ${t(margin < 0 ? "short" : "margin")} ${number(Math.abs(margin), language, 1)}`)));
  }
}
