/** The map's own cartography, from the service's own vector tiles. */

import type { ExpressionSpecification, FilterSpecification, LayerSpecification, StyleSpecification } from "maplibre-gl";
import { address } from "../api";
import { constraintTypes, kindIds, kinds, stages, type Kind, type Language } from "../codes";
import type { MapState } from "../state";
import { fonts } from "./fonts";
import { palettes, type Palette } from "./palette";

export type Theme = "light" | "dark";

/** Groups of layers that can be switched off. */
export const groups = ["towns", "constraints", "roads", "places"] as const;
export type Group = (typeof groups)[number];

const tiles = "register";

const name = (language: Language): ExpressionSpecification =>
  language === "zh" ? ["coalesce", ["get", "name_zh"], ["get", "name_en"]] : ["coalesce", ["get", "name_en"], ["get", "name_zh"]];

const byZoom = (...stops: number[]): ExpressionSpecification =>
  ["interpolate", ["exponential", 1.5], ["zoom"], ...stops] as unknown as ExpressionSpecification;

export function style(theme: Theme, language: Language): StyleSpecification {
  const palette = palettes[theme];
  return {
    version: 8,
    sources: {
      [tiles]: {
        type: "vector",
        tiles: [address("tiles/WebMercatorQuad/").concat("{z}/{y}/{x}")],
        minzoom: 0,
        maxzoom: 16,
        promoteId: Object.fromEntries(kindIds.map((kind) => [kind, "code"])),
      },
    },
    layers: [
      { id: "paper", type: "background", paint: { "background-color": palette.paper } },
      ...townAreas(palette),
      ...constraintLayers(theme),
      ...roadLayers(palette),
      ...kindIds.flatMap((kind) => siteLayers(kind, theme, palette)),
      ...labels(palette, language),
    ],
  };
}

function townAreas(palette: Palette): LayerSpecification[] {
  return [
    { id: "towns-area", type: "fill", source: tiles, "source-layer": "towns", metadata: { group: "towns" }, paint: { "fill-color": palette.land } },
    {
      id: "towns-line", type: "line", source: tiles, "source-layer": "towns", metadata: { group: "towns" },
      paint: { "line-color": palette.boundary, "line-width": byZoom(8, 0.6, 14, 2), "line-dasharray": [4, 2, 1, 2], "line-opacity": 0.7 },
    },
  ];
}

function constraintLayers(theme: Theme): LayerSpecification[] {
  return Object.entries(constraintTypes).flatMap(([type, { colour }]): LayerSpecification[] => {
    const shared = { source: tiles, "source-layer": "constraint-areas", metadata: { group: "constraints" }, filter: ["==", ["get", "type"], type] as FilterSpecification };
    return [
      { id: `constraint-${type}-area`, type: "fill", ...shared, paint: { "fill-color": colour[theme], "fill-opacity": type === "growth-boundary" ? 0 : 0.1 } },
      {
        id: `constraint-${type}-line`, type: "line", ...shared,
        paint: { "line-color": colour[theme], "line-width": type === "growth-boundary" ? 2 : 1, "line-opacity": 0.75, "line-dasharray": type === "growth-boundary" ? [6, 3] : [1] },
      },
    ];
  });
}

const links: Record<string, string[]> = {
  motorway: ["motorway", "motorway_link"],
  major: ["trunk", "trunk_link", "primary", "primary_link"],
  minor: ["secondary", "secondary_link", "tertiary", "tertiary_link", "unclassified", "residential", "living_street", "service", "track", "path", "footway", "steps", "ferry"],
};

function roadLayers(palette: Palette): LayerSpecification[] {
  const layer = (id: string, classes: string, colour: string, width: ExpressionSpecification, minzoom: number): LayerSpecification => ({
    id, type: "line", source: tiles, "source-layer": "roads", minzoom, metadata: { group: "roads" },
    filter: ["in", ["get", "class"], ["literal", links[classes] ?? []]],
    layout: { "line-cap": "round", "line-join": "round" },
    paint: { "line-color": colour, "line-width": width },
  });
  return [
    layer("roads-minor-casing", "minor", palette.casing, byZoom(11, 0.8, 16, 9), 11),
    layer("roads-major-casing", "major", palette.casing, byZoom(7, 1, 12, 3.2, 16, 13), 7),
    layer("roads-motorway-casing", "motorway", palette.casing, byZoom(5, 1.2, 12, 4.4, 16, 15), 5),
    layer("roads-minor", "minor", palette.minor, byZoom(11, 0.4, 16, 7), 11),
    layer("roads-major", "major", palette.major, byZoom(7, 0.6, 12, 2.2, 16, 11), 7),
    layer("roads-motorway", "motorway", palette.motorway, byZoom(5, 0.8, 12, 3, 16, 12), 5),
  ];
}

function siteLayers(kind: Kind, theme: Theme, palette: Palette): LayerSpecification[] {
  const colour = kinds[kind].colour[theme];
  const strengths = Object.entries(stages).flatMap(([stage, { strength }]) => [stage, strength]);
  const shared = { source: tiles, "source-layer": kind, metadata: { kind } };
  const selected: ExpressionSpecification = ["boolean", ["feature-state", "selected"], false];
  return [
    {
      id: `${kind}-area`, type: "fill", ...shared,
      paint: { "fill-color": colour, "fill-opacity": ["match", ["get", "stage"], ...strengths, 0.3] as unknown as ExpressionSpecification },
    },
    { id: `${kind}-hatch`, type: "fill", ...shared, minzoom: 11.5, paint: { "fill-pattern": `hatch-${kinds[kind].hatch}-${kind}` } },
    {
      id: `${kind}-line`, type: "line", ...shared,
      paint: {
        "line-color": ["case", selected, palette.select, colour],
        "line-width": ["interpolate", ["linear"], ["zoom"], 9, ["case", selected, 2, 0.8], 15, ["case", selected, 4, 1.8]],
      },
    },
    {
      id: `${kind}-point`, type: "circle", ...shared, maxzoom: 11.5,
      filter: ["==", ["geometry-type"], "Point"],
      paint: { "circle-radius": 3, "circle-color": colour, "circle-stroke-color": palette.halo, "circle-stroke-width": 0.8 },
    },
  ];
}

function labels(palette: Palette, language: Language): LayerSpecification[] {
  const text = { "text-color": palette.text, "text-halo-color": palette.halo, "text-halo-width": 1.6 };
  return [
    {
      id: "roads-label", type: "symbol", source: tiles, "source-layer": "roads", minzoom: 12, metadata: { group: "roads" },
      layout: { "symbol-placement": "line", "text-field": ["coalesce", ["get", "name_zh"], ["get", "name"], ""], "text-font": fonts, "text-size": 11, "symbol-spacing": 380 },
      paint: { ...text, "text-color": palette.soft },
    },
    ...kindIds.map((kind): LayerSpecification => ({
      id: `${kind}-label`, type: "symbol", source: tiles, "source-layer": kind, minzoom: 13, metadata: { kind },
      layout: { "text-field": name(language), "text-font": fonts, "text-size": 12, "text-max-width": 7, "text-padding": 4 },
      paint: text,
    })),
    {
      id: "platforms", type: "circle", source: tiles, "source-layer": "platforms", minzoom: 9, metadata: { group: "places" },
      paint: { "circle-radius": 6, "circle-color": palette.halo, "circle-stroke-color": palette.select, "circle-stroke-width": 2.5 },
    },
    {
      id: "platforms-label", type: "symbol", source: tiles, "source-layer": "platforms", minzoom: 10.5, metadata: { group: "places" },
      layout: { "text-field": name(language), "text-font": fonts, "text-size": 12, "text-offset": [0, 1], "text-anchor": "top", "text-max-width": 9 },
      paint: text,
    },
    {
      id: "places-label", type: "symbol", source: tiles, "source-layer": "places", metadata: { group: "places" },
      filter: ["all", ["!=", ["get", "role"], "main-urban-area"], ["!=", ["get", "role"], "platform"], ["!=", ["get", "role"], "district"]],
      layout: {
        "text-field": name(language), "text-font": fonts, "text-max-width": 8, "text-padding": 6,
        "text-size": ["match", ["get", "role"], "town", 13, 15],
        "symbol-sort-key": ["match", ["get", "role"], ["metro-core", "delta-core"], 0, ["city-area", "adjacent"], 1, 2],
      },
      paint: text,
    },
  ];
}

/** What of a kind is drawn: the register's filters, on the attributes that tiles carry. */
export function siteFilter(state: MapState, townName: string | null): FilterSpecification {
  const parts: ExpressionSpecification[] = [];
  if (state.stages.length > 0) {
    parts.push(["in", ["get", "stage"], ["literal", [...state.stages]]]);
  }
  if (townName !== null) {
    parts.push(["==", ["get", "town_name"], townName]);
  }
  if (state.year !== null) {
    parts.push(["==", ["get", "plan_year"], state.year]);
  }
  const text = state.text.trim().toLowerCase();
  if (text) {
    const holds = (property: string): ExpressionSpecification => [">=", ["index-of", text, ["downcase", ["coalesce", ["get", property], ""]]], 0];
    parts.push(["any", holds("name_zh"), holds("code")]);
  }
  return ["all", ...parts] as FilterSpecification;
}
