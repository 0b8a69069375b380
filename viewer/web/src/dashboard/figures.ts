/** Indicators and the attention list as the service tells them. */

import { get } from "../api";

export const statuses = ["no-target", "no-figure", "reached", "on-track", "behind", "far-behind"] as const;
export type Status = (typeof statuses)[number];

/** Told apart without colours as well: each is named wherever it is shown. */
export const statusColours: Readonly<Record<Status, string>> = {
  "no-target": "#9aa3a5", "no-figure": "#c9ced0", reached: "#15603f", "on-track": "#5f9e4f", behind: "#d98a1f", "far-behind": "#b3261e",
};

export interface Figure {
  readonly town_code?: string;
  readonly town_name?: string;
  readonly target: number | null;
  readonly target_is_demo: boolean | null;
  readonly actual: number | null;
  readonly missing: number;
  /** 1 is all of the target. */
  readonly progress: number | null;
  /** How much should be there by the date, in the unit of the figure. */
  readonly due: number | null;
  readonly forecast: number | null;
  readonly status: Status;
}

export interface Indicator {
  readonly code: string;
  readonly title_zh: string;
  readonly title_en: string;
  readonly unit_zh: string;
  readonly unit: string;
  readonly kind: string | null;
  readonly decimals: number;
  readonly rule_zh: string;
  readonly rule_en: string;
  readonly district: Figure;
  readonly towns: readonly Figure[];
}

export interface IndicatorTable {
  readonly year: number;
  readonly effective_on: string;
  readonly as_of: string;
  readonly has_demo: boolean;
  readonly indicators: readonly Indicator[];
}

export interface AttentionItem {
  readonly id: string;
  readonly rule: string;
  readonly severity: "low" | "medium" | "high";
  readonly site: string;
  readonly kind: string;
  readonly name_zh: string;
  readonly name_en: string | null;
  readonly town_code: string | null;
  readonly town_name: string | null;
  readonly since: string;
  readonly detail_zh: string;
  readonly detail_en: string;
  readonly accepted: { readonly by: string; readonly reason: string } | null;
}

export interface AttentionList {
  readonly matched: number;
  readonly open: number;
  readonly by_rule: Readonly<Record<string, number>>;
  readonly items: readonly AttentionItem[];
  readonly rules: readonly { readonly code: string; readonly title_zh: string; readonly title_en: string; readonly rule_zh: string; readonly rule_en: string }[];
}

/** How much of the target should be there by the date; 1 is all. */
export const dueShare = ({ due, target }: Figure): number | null => (due === null || target === null || target === 0 ? null : due / target);

/** The collection of a kind, as indicators and attention name kinds. */
export const collectionOf = (kind: string): string => `${kind}s`;

export const figures = {
  table: (year: number | null, date: string | null, signal: AbortSignal): Promise<IndicatorTable> => get("indicators", { year, date }, signal),
  attention: (date: string | null, rule: string, signal: AbortSignal): Promise<AttentionList> => get("attention", { date, rule, limit: 100 }, signal),
};
