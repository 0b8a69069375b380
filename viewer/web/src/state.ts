/** Everything a link can hold: what is shown, where, and in which words. `parse` and `serialise` are each other's inverse. */

import { isKind, isProfile, isStage, kindIds, type Kind, type Language, type Profile, type Stage } from "./codes";

export type Panel = "register" | "reach" | "tiers" | "layers";
export const panels: readonly Panel[] = ["register", "reach", "tiers", "layers"];

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
  readonly origin: Place | null;
  readonly minutes: readonly number[];
  readonly profile: Profile;
  readonly direction: "from" | "to";
}

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
  origin: null,
  minutes: [15, 30, 45, 60],
  profile: "car",
  direction: "from",
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
  add("at", state.origin ? `${decimals(state.origin.lon, 5)},${decimals(state.origin.lat, 5)}` : "", "");
  add("minutes", state.minutes.join(","), initial.minutes.join(","));
  add("profile", state.profile, initial.profile);
  add("direction", state.direction, initial.direction);
  return parts.map(([name, value]) => `${name}=${encodeURIComponent(value).replaceAll("%2F", "/").replaceAll("%2C", ",")}`).join("&");
}

/** Reads a fragment. What makes no sense is as at first: a damaged link still opens the map. */
export function parse(fragment: string): MapState {
  const values = new URLSearchParams(fragment.replace(/^#/, ""));
  const text = (name: string): string => values.get(name) ?? "";
  const list = (name: string): string[] => text(name).split(",").filter((part) => part.length > 0);
  const [kind = "", code = ""] = text("site").split(/\/(.*)/s);
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
    origin: readPlace(list("at")),
    minutes: minutes.length > 0 ? minutes : initial.minutes,
    profile: isProfile(text("profile")) ? (text("profile") as Profile) : initial.profile,
    direction: text("direction") === "to" ? "to" : "from",
  };
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

  subscribe(listener: (state: MapState, before: MapState) => void): void {
    this.#listeners.add(listener);
  }
}
