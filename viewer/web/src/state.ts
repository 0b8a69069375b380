/** Everything a link can hold: what is shown, where, and in which words. `parse` and `serialise` are each other's inverse. */

import { isKind, isProfile, isStage, kindIds, type Kind, type Language, type Profile, type Stage } from "./codes";

export const panels = ["dashboard", "register", "reach", "tiers", "scenarios", "layers"] as const;
export type Panel = (typeof panels)[number];

export interface Place {
  readonly lon: number;
  readonly lat: number;
}

export interface MapState {
  readonly language: Language;
  readonly theme: "auto" | "light" | "dark";
  readonly view: Place & { readonly zoom: number };
  readonly panel: Panel;
  /** Kinds of sites shown. */
  readonly kinds: readonly Kind[];
  /** Stages shown; empty means all. */
  readonly stages: readonly Stage[];
  readonly town: string;
  readonly year: number | null;
  readonly text: string;
  /** The open site, as collection and code. */
  readonly site: { readonly kind: Kind; readonly code: string } | null;
  /** The register as recorded at this instant (RFC 3339); null is now. */
  readonly asOf: string | null;
  /** Layers switched off. */
  readonly hidden: readonly string[];
  /** The basemap of somebody else below the map; "" is none. */
  readonly basemap: string;
  /** Where reach starts or ends; the nearest counts. */
  readonly origins: readonly Place[];
  readonly minutes: readonly number[];
  readonly profile: Profile;
  readonly direction: "from" | "to";
  /** Code of the scenario that reach and targets are computed with; "" is today's roads. */
  readonly scenario: string;
  /** The reach that another one is compared with. */
  readonly pinned: ReachQuestion | null;
  /** The dashboard's indicator, shown by town. */
  readonly indicator: string;
  /** The dashboard's effective date, YYYY-MM-DD; null is today. */
  readonly date: string | null;
  /** The open target, as tier and place. */
  readonly target: { readonly tier: string; readonly place: string } | null;
}

/** What a reach is asked for, but for its limits. */
export type ReachQuestion = Pick<MapState, "origins" | "profile" | "direction" | "scenario">;

export const initial: MapState = {
  language: "zh",
  theme: "auto",
  view: { lon: 119.955, lat: 31.66, zoom: 10.2 },
  panel: "register",
  kinds: kindIds,
  stages: [],
  town: "",
  year: null,
  text: "",
  site: null,
  asOf: null,
  hidden: [],
  basemap: "",
  origins: [],
  minutes: [15, 30, 45, 60],
  profile: "car",
  direction: "from",
  scenario: "",
  pinned: null,
  indicator: "compounds_renovated",
  date: null,
  target: null,
};

const decimals = (value: number, count: number): string => String(Number(value.toFixed(count)));

/** The state as a fragment, without "#"; what is as at first is left out, but for the view. */
export function serialise(state: MapState): string {
  const parts: [string, string][] = [["map", [decimals(state.view.zoom, 2), decimals(state.view.lat, 5), decimals(state.view.lon, 5)].join("/")]];
  const add = (name: string, value: string, usual: string): void => {
    if (value !== usual) {
      parts.push([name, value]);
    }
  };
  add("lang", state.language, initial.language);
  add("theme", state.theme, initial.theme);
  add("panel", state.panel, initial.panel);
  add("kinds", state.kinds.join(","), initial.kinds.join(","));
  add("stages", state.stages.join(","), "");
  add("town", state.town, "");
  add("year", state.year === null ? "" : String(state.year), "");
  add("q", state.text, "");
  add("site", state.site ? `${state.site.kind}/${state.site.code}` : "", "");
  add("asof", state.asOf ?? "", "");
  add("hidden", state.hidden.join(","), "");
  add("basemap", state.basemap, "");
  add("at", placesText(state.origins), "");
  add("minutes", state.minutes.join(","), initial.minutes.join(","));
  add("profile", state.profile, initial.profile);
  add("direction", state.direction, initial.direction);
  add("scenario", state.scenario, "");
  add("pin", state.pinned ? [placesText(state.pinned.origins), state.pinned.profile, state.pinned.direction, state.pinned.scenario].join("|") : "", "");
  add("indicator", state.indicator, initial.indicator);
  add("date", state.date ?? "", "");
  add("target", state.target ? `${state.target.tier}/${state.target.place}` : "", "");
  return parts.map(([name, value]) => `${name}=${encodeURIComponent(value).replaceAll("%2F", "/").replaceAll("%2C", ",").replaceAll("%3B", ";").replaceAll("%7C", "|")}`).join("&");
}

/** Reads a fragment. What makes no sense is as at first: a damaged link still opens the map. */
export function parse(fragment: string): MapState {
  const values = new URLSearchParams(fragment.replace(/^#/, ""));
  const text = (name: string): string => values.get(name) ?? "";
  const list = (name: string): string[] => text(name).split(",").filter((part) => part.length > 0);
  const [kind = "", code = ""] = text("site").split(/\/(.*)/s);
  const [tier = "", place = ""] = text("target").split(/\/(.*)/s);
  const minutes = list("minutes").map(Number).filter((value) => value > 0 && value <= 240);
  const theme = text("theme");
  return {
    language: text("lang") === "en" ? "en" : "zh",
    theme: theme === "light" || theme === "dark" ? theme : "auto",
    view: readView(text("map")),
    panel: panels.find((panel) => panel === text("panel")) ?? initial.panel,
    kinds: values.has("kinds") ? list("kinds").filter(isKind) : initial.kinds,
    stages: list("stages").filter(isStage),
    town: text("town"),
    year: /^\d{4}$/.test(text("year")) ? Number(text("year")) : null,
    text: text("q"),
    site: isKind(kind) && code ? { kind, code } : null,
    asOf: Number.isNaN(Date.parse(text("asof"))) ? null : text("asof"),
    hidden: list("hidden"),
    basemap: text("basemap"),
    origins: readPlaces(text("at")),
    minutes: minutes.length > 0 ? minutes : initial.minutes,
    profile: isProfile(text("profile")) ? (text("profile") as Profile) : initial.profile,
    direction: text("direction") === "to" ? "to" : "from",
    scenario: text("scenario"),
    pinned: readQuestion(text("pin")),
    indicator: /^[a-z_]+$/.test(text("indicator")) ? text("indicator") : initial.indicator,
    date: /^\d{4}-\d\d-\d\d$/.test(text("date")) ? text("date") : null,
    target: tier && place ? { tier, place } : null,
  };
}

function readQuestion(text: string): ReachQuestion | null {
  const [places = "", profile = "", direction = "", scenario = ""] = text.split("|");
  const origins = readPlaces(places);
  return origins.length > 0 && isProfile(profile) ? { origins, profile, direction: direction === "to" ? "to" : "from", scenario } : null;
}

const placesText = (places: readonly Place[]): string => places.map(({ lon, lat }) => `${decimals(lon, 5)},${decimals(lat, 5)}`).join(";");

/** At most so many origins, as many as the service takes. */
export const mostOrigins = 20;

function readPlaces(text: string): Place[] {
  return text.split(";").flatMap((place) => readPlace(place.split(",").filter((part) => part.length > 0)) ?? []).slice(0, mostOrigins);
}

function readView(text: string): MapState["view"] {
  const [zoom = NaN, lat = NaN, lon = NaN] = text.split("/").map(Number);
  return Number.isFinite(zoom) && zoom >= 0 && zoom <= 22 && isOnEarth(lon, lat) ? { zoom, lat, lon } : initial.view;
}

function readPlace(parts: string[]): Place | null {
  const [lon = NaN, lat = NaN] = parts.map(Number);
  return isOnEarth(lon, lat) ? { lon, lat } : null;
}

function isOnEarth(lon: number, lat: number): boolean {
  return Math.abs(lon) <= 180 && Math.abs(lat) <= 85;
}

/** Holds the state, tells whoever listens, and keeps the address up to date. */
export class Store {
  #state: MapState;
  readonly #listeners = new Set<(state: MapState, before: MapState) => void>();

  constructor(state: MapState) {
    this.#state = state;
  }

  get state(): MapState {
    return this.#state;
  }

  update(change: Partial<MapState>): void {
    const before = this.#state;
    this.#state = { ...before, ...change };
    for (const listener of this.#listeners) {
      listener(this.#state, before);
    }
  }

  /** Remembers who listens now; the function returned forgets all who came later. */
  mark(): () => void {
    const known = new Set(this.#listeners);
    return () => this.#listeners.forEach((listener) => known.has(listener) || this.#listeners.delete(listener));
  }

  subscribe(listener: (state: MapState, before: MapState) => void): void {
    this.#listeners.add(listener);
  }
}
