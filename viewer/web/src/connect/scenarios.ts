/** Scenarios of the service: what they are, and the requests about them. */

import type { FeatureCollection, LineString, Polygon } from "geojson";
import { get } from "../api";
import type { Profile } from "../codes";
import type { Context } from "../context";
import { fill, h } from "../dom";
import { send } from "../edit/writing";

export interface ScenarioSummary {
  readonly code: string;
  readonly name_zh: string;
  readonly name_en?: string | null;
  readonly cost_wan?: number | null;
  readonly edit_count: number;
  readonly version: number;
  readonly is_demo?: boolean;
}

/** What one edit does. `factor` is new speed over old. */
export type EditProperties =
  | { readonly edit: "add"; readonly class: string; readonly speed_kmh?: number; readonly name?: string; readonly cost_wan?: number; readonly oneway?: boolean; readonly join_crossings?: boolean }
  | { readonly edit: "close"; readonly name?: string }
  | { readonly edit: "speed"; readonly speed_kmh?: number; readonly factor?: number; readonly name?: string };

export interface Scenario extends FeatureCollection<LineString | Polygon | null, EditProperties> {
  readonly code: string;
  readonly name_zh: string;
  readonly name_en?: string | null;
  readonly cost_wan?: number | null;
  readonly version?: number;
  readonly is_demo?: boolean;
}

export interface Comparison {
  readonly flipped: number;
  readonly gained_minutes: number;
  readonly cost_wan: number | null;
  readonly cost_wan_per_minute: number | null;
  readonly tiers: readonly {
    readonly code: string;
    readonly limit_minutes: number;
    readonly destinations: readonly { readonly place: string; readonly name_zh: string; readonly minutes_before: number | null; readonly minutes_after: number | null; readonly gained_minutes: number | null; readonly flips: string | null }[];
  }[];
  readonly area: readonly { readonly minutes: number; readonly before_m2: number; readonly after_m2: number; readonly gained_m2: number }[];
  readonly sites: readonly { readonly code: string; readonly gained_minutes: number | null }[];
}

const at = (code: string): string => `scenarios/${encodeURIComponent(code)}`;

export const scenarios = {
  list: async (signal?: AbortSignal): Promise<readonly ScenarioSummary[]> => (await get<{ scenarios: ScenarioSummary[] }>("scenarios", { limit: 1000 }, signal)).scenarios,
  read: (code: string, signal?: AbortSignal): Promise<Scenario> => get(at(code), {}, signal),
  compare: (code: string, profile: Profile, signal: AbortSignal): Promise<Comparison> => get(`${at(code)}/compare`, { profile }, signal),
  /** Records a new one, or a new version of one that was read. */
  save: (scenario: Scenario): Promise<Scenario> => {
    const { type, code, name_zh, name_en, cost_wan, is_demo, features } = scenario;
    const body = { type, code, name_zh, name_en: name_en ?? null, cost_wan: cost_wan ?? null, is_demo: is_demo ?? false, features };
    return scenario.version === undefined ? send("POST", "scenarios", body) : send("PUT", at(code), body, { version: scenario.version });
  },
  remove: (code: string, version: number): Promise<unknown> => send("DELETE", at(code), undefined, { version }),
};

/** A choice of the roads that are computed with: today's, or those of a scenario. */
export function scenarioSelect({ store, t }: Context): HTMLElement {
  const select = h("select", { onchange: (e) => store.update({ scenario: (e.target as HTMLSelectElement).value }) });
  const draw = (found: readonly ScenarioSummary[]): void => {
    const { scenario, language } = store.state;
    const known = found.some(({ code }) => code === scenario) || scenario === "" ? found : [...found, { code: scenario, name_zh: scenario, edit_count: 0, version: 0 }];
    fill(select, h("option", { value: "" }, t("today")),
      ...known.map((s) => h("option", { value: s.code, selected: s.code === scenario }, language === "en" && s.name_en ? s.name_en : s.name_zh)));
  };
  draw([]);
  scenarios.list().then(draw, () => undefined);
  return h("label", {}, t("roadsOf"), select);
}
