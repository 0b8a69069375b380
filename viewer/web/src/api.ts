/** The service's API as the map uses it. Addresses are relative to the page, so that a proxy may put the service anywhere. */

import type { Feature, FeatureCollection, Geometry, LineString } from "geojson";
import type { Kind, Language, Profile } from "./codes";
import type { MapState, Place, ReachQuestion } from "./state";

export type Properties = Record<string, unknown>;
export type Site = Feature<Geometry | null, Properties> & { readonly id: string };

/** What the service says when it refuses (RFC 9457), or that it cannot be reached. */
export class ApiProblem extends Error {
  constructor(
    readonly status: number,
    readonly title: string,
    readonly detail: string,
    /** The whole problem document. */
    readonly document: Readonly<Record<string, unknown>> = {},
  ) {
    super(detail || title);
  }

  /** What is wrong where, by JSON pointer. */
  get errors(): readonly { readonly pointer?: string; readonly detail: string }[] {
    const errors = this.document["errors"];
    return Array.isArray(errors) ? (errors as { pointer?: string; detail: string }[]) : [];
  }

  /** Whether nobody answered at all. */
  get isOffline(): boolean {
    return this.status === 0;
  }
}

const root = new URL(".", document.baseURI);

/** The absolute address of a resource. */
export function address(path: string, query: Record<string, string | number | null | undefined> = {}): string {
  const url = new URL(path.replace(/^\//, ""), root);
  for (const [name, value] of Object.entries(query)) {
    if (value !== null && value !== undefined && value !== "") {
      url.searchParams.set(name, String(value));
    }
  }
  return url.toString();
}

let whenOffline: () => void = () => undefined;

/** Says what is to happen when nobody answers a request. */
export function onOffline(action: () => void): void {
  whenOffline = action;
}

/** Sends a request; every answer that is no success is thrown as an `ApiProblem`. */
export async function request(url: string, init: RequestInit): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(url, init);
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") {
      throw error;
    }
    whenOffline();
    throw new ApiProblem(0, "offline", "");
  }
  if (!response.ok) {
    const problem = (await response.json().catch(() => ({}))) as { title?: string; detail?: string };
    throw new ApiProblem(response.status, problem.title ?? response.statusText, problem.detail ?? "", problem);
  }
  return response;
}

export async function get<T>(path: string, query: Record<string, string | number | null | undefined>, signal?: AbortSignal): Promise<T> {
  const headers = { Accept: "application/geo+json, application/json" };
  return (await (await request(address(path, query), signal ? { headers, signal } : { headers })).json()) as T;
}

export interface Page extends FeatureCollection<Geometry | null, Properties> {
  readonly features: Site[];
  readonly numberMatched?: number;
  readonly numberReturned: number;
  readonly links: readonly { readonly rel: string; readonly href: string }[];
}

const end = (place: Place | string): string | [number, number] => (typeof place === "string" ? place : [place.lon, place.lat]);

/** Runs a process of the service while the reader waits. */
export async function execute<T>(process: string, inputs: Readonly<Record<string, unknown>>, signal: AbortSignal): Promise<T> {
  const headers = { "Content-Type": "application/json", Accept: "application/geo+json, application/json" };
  return (await (await request(address(`processes/${process}/execution`), { method: "POST", headers, body: JSON.stringify({ inputs }), signal })).json()) as T;
}

/** The filters of the state as the parameters of a collection of sites. */
export function siteQuery(state: MapState): Record<string, string | number | null> {
  const text = state.text.trim().replaceAll("'", "''").replace(/[\\%_]/g, "\\$&");
  return {
    stage: state.stages.join(","),
    town_code: state.town,
    plan_year: state.year,
    asOf: state.asOf,
    filter: text && `CASEI(name_zh) LIKE CASEI('%${text}%') OR code LIKE '%${text}%'`,
  };
}

export const api = {
  sites: (kind: Kind, state: MapState, limit: number, signal: AbortSignal): Promise<Page> =>
    get(`collections/${kind}/items`, { ...siteQuery(state), limit }, signal),

  site: (kind: Kind, code: string, asOf: string | null, signal: AbortSignal): Promise<Site> =>
    get(`collections/${kind}/items/${encodeURIComponent(code)}`, { asOf }, signal),

  /** Features of a collection within a box of degrees. */
  within: (collection: string, box: readonly [number, number, number, number], limit: number, signal: AbortSignal): Promise<Page> =>
    get(`collections/${collection}/items`, { bbox: box.map((degrees) => degrees.toFixed(6)).join(","), limit }, signal),

  features: (collection: string, signal?: AbortSignal): Promise<Page> => get(`collections/${collection}/items`, { limit: 10000 }, signal),

  schema: (kind: Kind, language: Language): Promise<Schema> => get(`collections/${kind}/schema`, { lang: language }),

  /** All sites of a kind as recorded at an instant, to be drawn. */
  sitesThen: (kind: Kind, state: MapState, signal: AbortSignal): Promise<Page> =>
    get(`collections/${kind}/items`, { ...siteQuery(state), limit: 10000, properties: "code,name_zh,stage" }, signal),

  stages: (kind: Kind, code: string, signal: AbortSignal): Promise<StageHistory> =>
    get(`collections/${kind}/items/${encodeURIComponent(code)}/stage`, {}, signal),

  versions: (kind: Kind, code: string, signal: AbortSignal): Promise<VersionList> =>
    get(`collections/${kind}/items/${encodeURIComponent(code)}/versions`, { limit: 50 }, signal),

  isochrone: ({ origins, profile, direction, scenario }: ReachQuestion, minutes: readonly number[], signal: AbortSignal): Promise<Isochrones> => {
    const [only] = origins;
    return origins.length === 1 && only
      ? get("isochrone", { lon: only.lon, lat: only.lat, minutes: minutes.join(","), profile, direction, scenario }, signal)
      : execute("isochrone", { origins: origins.map(({ lon, lat }) => [lon, lat]), minutes, profile, direction, ...(scenario && { scenario }) }, signal);
  },

  assess: (profile: Profile, scenario: string, signal: AbortSignal): Promise<Assessment> =>
    execute("assess-connectivity", { profile, diagnose: true, ...(scenario && { scenario }) }, signal),

  route: (from: Place | string, to: Place | string, profile: Profile, scenario: string, signal: AbortSignal): Promise<RouteFeature> =>
    execute("route", { from: end(from), to: end(to), profile, ...(scenario && { scenario }) }, signal),
};

/** One property as JSON Schema, as far as forms and cards use it. */
export interface PropertySchema {
  readonly title?: string;
  readonly type?: "string" | "integer" | "number" | "boolean" | "array";
  readonly format?: string;
  readonly oneOf?: readonly { readonly const: string; readonly title: string }[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly maxLength?: number;
  readonly readOnly?: boolean;
  readonly default?: unknown;
  readonly "x-ogc-unit"?: string;
}

export interface Schema {
  readonly properties: Readonly<Record<string, PropertySchema>>;
  readonly required?: readonly string[];
}

export interface StageHistory {
  readonly version: number;
  readonly stage: string;
  readonly next: readonly { readonly stage: string; readonly title_zh: string; readonly title_en: string }[];
  readonly events: readonly { readonly stage: string; readonly effective_date: string; readonly retracted_at?: string | null }[];
}

export interface VersionList {
  readonly versions: readonly { readonly version: number; readonly recorded_at: string; readonly recorded_by: string; readonly reason?: string | null; readonly changed?: readonly string[] }[];
}

export type Isochrones = FeatureCollection<Geometry, { readonly minutes: number; readonly area_m2: number }> & {
  readonly [member: string]: unknown;
};

export interface ByClass {
  readonly class: string;
  readonly minutes: number;
  readonly length_m: number;
}

export type RouteFeature = Feature<LineString, { readonly minutes: number; readonly length_m: number; readonly by_class: readonly ByClass[] }>;

/** Why a destination is not reached in time. */
export interface Diagnosis {
  readonly length_m: number;
  /** Way by road over the straight line. */
  readonly detour_ratio: number;
  readonly mean_speed_kmh: number;
  /** The mean speed at which it would be reached in time. */
  readonly passing_mean_speed_kmh: number;
  readonly by_class: readonly ByClass[];
  readonly slowest_stretches: readonly {
    readonly name: string | null; readonly class: string; readonly length_m: number; readonly minutes: number; readonly lost_minutes: number; readonly speed_kmh: number;
    readonly lon: number; readonly lat: number;
  }[];
  readonly route: LineString;
}

export interface Destination {
  readonly place: string;
  readonly name_zh: string;
  readonly lon: number;
  readonly lat: number;
  readonly minutes: number | null;
  readonly passes: boolean;
  readonly margin_minutes: number | null;
  readonly firmness: string;
  /** Minutes if all speeds were so many percent of those assumed. */
  readonly minutes_at_speed_percent?: Readonly<Record<string, number | null>>;
  readonly reason?: string | null;
  readonly diagnosis?: Diagnosis | null;
}

export interface Tier {
  readonly code: string;
  readonly name_zh: string;
  readonly limit_minutes: number;
  readonly origin: string;
  readonly destinations: readonly Destination[];
}

export interface Assessment {
  readonly run: string;
  readonly is_demo?: boolean;
  readonly tiers: readonly Tier[];
}
