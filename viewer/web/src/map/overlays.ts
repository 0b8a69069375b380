/** What lies over the map's own layers: results, drawings, what is being edited. Each is a GeoJSON source whose features carry their colour or role. */

import type { FeatureCollection } from "geojson";
import type { ExpressionSpecification, FilterSpecification, LayerSpecification, Map as MapLibre } from "maplibre-gl";
import { kindIds } from "../codes";
import { fonts } from "./fonts";
import type { Palette } from "./palette";

/** From below to above. */
export const overlays = ["then", "towns-shaded", "reach", "changed", "routes", "sketch", "edit"] as const;
export type Overlay = (typeof overlays)[number];

export const nothing: FeatureCollection = { type: "FeatureCollection", features: [] };

const geometry = (type: "Point" | "LineString" | "Polygon"): FilterSpecification => ["==", ["geometry-type"], type];
const role = (...roles: string[]): FilterSpecification => ["in", ["get", "role"], ["literal", roles]];
const both = (...filters: FilterSpecification[]): FilterSpecification => ["all", ...filters] as FilterSpecification;
const colour: ExpressionSpecification = ["get", "colour"];

/** Below the sites, so that these stay legible. */
function lower(): LayerSpecification[] {
  return [
    { id: "then-area", type: "fill", source: "then", paint: { "fill-color": colour, "fill-opacity": ["get", "strength"] } },
    { id: "then-line", type: "line", source: "then", paint: { "line-color": colour, "line-width": 1.4 } },
    { id: "towns-shaded", type: "fill", source: "towns-shaded", paint: { "fill-color": colour, "fill-opacity": 0.62 } },
    { id: "towns-shaded-line", type: "line", source: "towns-shaded", paint: { "line-color": colour, "line-width": 1.2 } },
    { id: "reach-area", type: "fill", source: "reach", filter: geometry("Polygon"), paint: { "fill-color": colour, "fill-opacity": 0.28 } },
    { id: "reach-line", type: "line", source: "reach", filter: ["!=", ["geometry-type"], "Point"], paint: { "line-color": colour, "line-width": 1.6 } },
  ];
}

function upper(palette: Palette): LayerSpecification[] {
  const { select, halo, text } = palette;
  const label = { "text-color": text, "text-halo-color": halo, "text-halo-width": 1.8 };
  return [
    { id: "changed-area", type: "fill", source: "changed", filter: geometry("Polygon"), paint: { "fill-color": colour, "fill-opacity": 0.5 } },
    { id: "changed-line", type: "line", source: "changed", filter: ["!=", ["geometry-type"], "Point"], paint: { "line-color": colour, "line-width": 1.4, "line-dasharray": [3, 1.5] } },
    { id: "routes-casing", type: "line", source: "routes", filter: geometry("LineString"), layout: { "line-cap": "round", "line-join": "round" }, paint: { "line-color": halo, "line-width": 8 } },
    { id: "routes-area", type: "fill", source: "routes", filter: geometry("Polygon"), paint: { "fill-color": colour, "fill-opacity": 0.25 } },
    { id: "routes-line", type: "line", source: "routes", filter: ["!=", ["geometry-type"], "Point"], layout: { "line-cap": "round", "line-join": "round" }, paint: { "line-color": colour, "line-width": 4.5 } },
    { id: "routes-point", type: "circle", source: "routes", filter: geometry("Point"), paint: { "circle-radius": 7, "circle-color": colour, "circle-stroke-color": halo, "circle-stroke-width": 2 } },
    {
      id: "routes-label", type: "symbol", source: "routes", filter: ["has", "label"],
      layout: { "text-field": ["get", "label"], "text-font": fonts, "text-size": 12, "text-offset": [0, 1.1], "text-anchor": "top", "text-max-width": 12, "symbol-placement": "point" }, paint: label,
    },
    { id: "reach-point", type: "circle", source: "reach", filter: geometry("Point"), paint: { "circle-radius": 7, "circle-color": colour, "circle-stroke-color": halo, "circle-stroke-width": 2.5 } },
    {
      id: "reach-label", type: "symbol", source: "reach", filter: both(geometry("Point"), ["has", "label"]),
      layout: { "text-field": ["get", "label"], "text-font": fonts, "text-size": 11, "text-allow-overlap": true }, paint: { "text-color": "#ffffff" },
    },
    { id: "sketch-area", type: "fill", source: "sketch", filter: geometry("Polygon"), paint: { "fill-color": select, "fill-opacity": 0.12 } },
    { id: "sketch-line", type: "line", source: "sketch", filter: ["!=", ["geometry-type"], "Point"], paint: { "line-color": select, "line-width": 2, "line-dasharray": [2, 1] } },
    {
      id: "sketch-point", type: "circle", source: "sketch", filter: geometry("Point"),
      paint: { "circle-radius": 5, "circle-color": select, "circle-stroke-color": halo, "circle-stroke-width": 2 },
    },
    { id: "edit-area", type: "fill", source: "edit", filter: role("outline", "piece"), paint: { "fill-color": ["match", ["get", "role"], "piece", "#d98600", select], "fill-opacity": 0.22 } },
    { id: "edit-overlap", type: "fill", source: "edit", filter: role("overlap"), paint: { "fill-color": "#c4161c", "fill-opacity": 0.55 } },
    { id: "edit-theirs", type: "line", source: "edit", filter: role("theirs", "base"), paint: { "line-color": ["match", ["get", "role"], "theirs", "#1f6fd1", "#777777"], "line-width": 3, "line-dasharray": [2, 1.2] } },
    { id: "edit-line", type: "line", source: "edit", filter: role("outline", "piece", "growing"), paint: { "line-color": ["match", ["get", "role"], "piece", "#d98600", select], "line-width": 2.4 } },
    {
      id: "edit-middle", type: "circle", source: "edit", filter: role("middle"),
      paint: { "circle-radius": 4, "circle-color": halo, "circle-opacity": 0.85, "circle-stroke-color": select, "circle-stroke-width": 1.2, "circle-stroke-opacity": 0.7 },
    },
    {
      id: "edit-corner", type: "circle", source: "edit", filter: role("corner", "chosen", "snapped", "fault"),
      paint: {
        "circle-radius": ["match", ["get", "role"], "chosen", 8, "snapped", 10, "fault", 9, 5.5],
        "circle-color": ["match", ["get", "role"], "chosen", select, "fault", "#c4161c", halo],
        "circle-opacity": ["match", ["get", "role"], "snapped", 0, 1],
        "circle-stroke-color": ["match", ["get", "role"], "fault", halo, select], "circle-stroke-width": 2.2,
      },
    },
  ];
}

/** Adds all of them to a style that was just loaded. */
export function addOverlays(libre: MapLibre, held: ReadonlyMap<Overlay, FeatureCollection>, palette: Palette): void {
  for (const id of overlays) {
    libre.addSource(id, { type: "geojson", data: held.get(id) ?? nothing });
  }
  for (const layer of lower()) {
    libre.addLayer(layer, `${kindIds[0]}-area`);
  }
  for (const layer of upper(palette)) {
    libre.addLayer(layer);
  }
}
