/** The map: draws the state, and tells where was clicked. */

import type { FeatureCollection, Geometry, Position } from "geojson";
import {
  AttributionControl, Map as MapLibre, NavigationControl, ScaleControl, setWorkerUrl, type FilterSpecification, type GeoJSONSource, type LngLatBoundsLike,
} from "maplibre-gl";
import workerUrl from "maplibre-gl/dist/maplibre-gl-worker.mjs?url";
import { kindIds, kinds, type Kind } from "../codes";
import type { Basemap } from "../mapsettings";
import type { MapState, Place, Store } from "../state";
import { hatch } from "./hatch";
import { addOverlays, nothing, type Overlay } from "./overlays";
import { palettes, reachColours } from "./palette";
import { siteFilter, style, type Theme } from "./style";

setWorkerUrl(workerUrl);

export interface Clicked {
  readonly place: Place;
  /** With Shift, Ctrl or ⌘ held: another one, in addition. */
  readonly adds: boolean;
  /** The uppermost site there. */
  readonly site: { readonly kind: Kind; readonly code: string } | null;
}

export class RenewalMap {
  readonly libre: MapLibre;
  /** Called for a click, unless a tool takes clicks for itself. */
  onClick: (clicked: Clicked) => void = () => undefined;

  #basemaps: readonly Basemap[] = [];
  readonly #overlays = new Map<Overlay, FeatureCollection>();
  /** The tool that takes clicks, and how to end it. */
  #tool: { readonly end: () => void } | null = null;

  #drawn: { readonly theme: Theme; readonly language: string } | null = null;
  #selected: { readonly source: string; readonly sourceLayer: string; readonly id: string } | null = null;

  constructor(
    container: HTMLElement,
    private readonly store: Store,
    private readonly townName: (code: string) => string | null,
  ) {
    const { view } = store.state;
    this.libre = new MapLibre({
      container,
      style: style(this.theme(), store.state.language),
      center: [view.lon, view.lat],
      zoom: view.zoom,
      attributionControl: false,
      canvasContextAttributes: { preserveDrawingBuffer: true },
      maxZoom: 19,
      // Shift with a click adds an origin.
      boxZoom: false,
      fadeDuration: 150,
    });
    this.libre.addControl(new NavigationControl({ visualizePitch: false }), "top-right");
    this.libre.addControl(new ScaleControl({ maxWidth: 140, unit: "metric" }), "bottom-right");
    this.libre.addControl(new AttributionControl({ compact: true }), "bottom-right");
    this.libre.on("styledata", () => this.#dress());
    this.libre.on("moveend", () => this.#remember());
    // For those who wait until all is drawn: tests, and whoever prints.
    this.libre.on("idle", () => (container.dataset["state"] = "idle"));
    this.libre.on("dataloading", () => (container.dataset["state"] = "loading"));
    this.libre.on("click", (event) => {
      if (!this.#tool) {
        this.onClick({ place: { lon: event.lngLat.lng, lat: event.lngLat.lat }, adds: event.originalEvent.shiftKey || event.originalEvent.ctrlKey || event.originalEvent.metaKey, site: this.#siteAt(event.point) });
      }
    });
    this.libre.on("mousemove", (event) => {
      if (!this.#tool) {
        this.libre.getCanvas().style.cursor = this.#siteAt(event.point) ? "pointer" : "";
      }
    });
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.draw(store.state));
  }

  theme(): Theme {
    const { theme } = this.store.state;
    return theme === "auto" ? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light") : theme;
  }

  /** The basemaps that can be laid below. */
  set basemaps(basemaps: readonly Basemap[]) {
    this.#basemaps = basemaps;
    this.draw(this.store.state);
  }

  /** Draws what the state says. */
  draw(state: MapState): void {
    const theme = this.theme();
    if (this.#drawn && (this.#drawn.theme !== theme || this.#drawn.language !== state.language)) {
      this.#drawn = null;
      this.libre.setStyle(style(theme, state.language), { diff: false });
      return;
    }
    this.#applyState(state);
  }

  /** Shows something over the map; null takes it away. */
  show(overlay: Overlay, features: FeatureCollection | null): void {
    this.#overlays.set(overlay, features ?? nothing);
    this.libre.getSource<GeoJSONSource>(overlay)?.setData(features ?? nothing);
  }

  /** Draws the register's tiles anew: something in it was changed. */
  reload(): void {
    this.libre.refreshTiles("register");
  }

  /** Lets a tool take clicks; the one that had them before ends. */
  take(tool: { readonly end: () => void }): void {
    if (this.#tool !== tool) {
      const before = this.#tool;
      this.#tool = tool;
      before?.end();
    }
  }

  /** Gives clicks back. */
  release(tool: { readonly end: () => void }): void {
    if (this.#tool === tool) {
      this.#tool = null;
    }
  }

  get isTaken(): boolean {
    return this.#tool !== null;
  }

  /** Brings a geometry into view, beside the panel. */
  fit(geometry: Geometry): void {
    const positions: Position[] = [];
    const collect = (coordinates: unknown): void => {
      if (Array.isArray(coordinates)) {
        if (typeof coordinates[0] === "number") {
          positions.push(coordinates as Position);
        } else {
          coordinates.forEach(collect);
        }
      }
    };
    collect("coordinates" in geometry ? geometry.coordinates : []);
    if (positions.length === 0) {
      return;
    }
    const lons = positions.map(([lon = 0]) => lon);
    const lats = positions.map(([, lat = 0]) => lat);
    const bounds: LngLatBoundsLike = [Math.min(...lons), Math.min(...lats), Math.max(...lons), Math.max(...lats)];
    this.libre.fitBounds(bounds, { padding: 90, maxZoom: 16, duration: this.#calm() ? 0 : 600 });
  }

  #calm(): boolean {
    return matchMedia("(prefers-reduced-motion: reduce)").matches;
  }

  /** After every new style: hatches, and the layers that hold what was computed or drawn. */
  #dress(): void {
    if (this.#drawn || !this.libre.getLayer("paper")) {
      return;
    }
    const theme = this.theme();
    this.#drawn = { theme, language: this.store.state.language };
    for (const kind of kindIds) {
      const id = `hatch-${kinds[kind].hatch}-${kind}`;
      if (!this.libre.hasImage(id)) {
        this.libre.addImage(id, hatch(kinds[kind].hatch, kinds[kind].colour[theme]));
      }
    }
    addOverlays(this.libre, this.#overlays, palettes[theme]);
    this.#applyState(this.store.state);
  }

  #applyState(state: MapState): void {
    if (!this.#drawn) {
      return;
    }
    this.#layBasemap(state.basemap);
    const filter = siteFilter(state, state.town ? this.townName(state.town) : null);
    for (const layer of this.libre.getStyle().layers) {
      const { kind, group } = (layer.metadata ?? {}) as { kind?: Kind; group?: string };
      if (kind) {
        this.libre.setLayoutProperty(layer.id, "visibility", state.kinds.includes(kind) && state.asOf === null ? "visible" : "none");
        this.libre.setFilter(layer.id, layer.id.endsWith("-point") ? (["all", ["==", ["geometry-type"], "Point"], filter] as FilterSpecification) : filter);
      } else if (group) {
        this.libre.setLayoutProperty(layer.id, "visibility", state.hidden.includes(group) ? "none" : "visible");
      }
    }
    this.#select(state.site);
  }

  /** Lays a basemap between the paper and the towns, whose ground gives way to it. */
  #layBasemap(id: string): void {
    const wanted = this.#basemaps.find((basemap) => basemap.id === id);
    const isThere = (layer: string): boolean => this.libre.getLayer(layer) !== undefined;
    for (const basemap of this.#basemaps) {
      basemap.tiles.forEach((tiles, i) => {
        const name = `basemap-${basemap.id}-${i}`;
        if (basemap === wanted && !isThere(name)) {
          this.libre.addSource(name, { type: "raster", tiles: [tiles], tileSize: 256, maxzoom: 18, ...(basemap.attribution && { attribution: basemap.attribution }) });
          this.libre.addLayer({ id: name, type: "raster", source: name }, "towns-area");
        } else if (basemap !== wanted && isThere(name)) {
          this.libre.removeLayer(name);
          this.libre.removeSource(name);
        }
      });
    }
    this.libre.setPaintProperty("towns-area", "fill-opacity", wanted ? 0 : 1);
  }

  #select(site: MapState["site"]): void {
    if (this.#selected) {
      this.libre.removeFeatureState(this.#selected);
    }
    this.#selected = site ? { source: "register", sourceLayer: site.kind, id: site.code } : null;
    if (this.#selected) {
      this.libre.setFeatureState(this.#selected, { selected: true });
    }
  }

  #siteAt(point: { readonly x: number; readonly y: number }): Clicked["site"] {
    const layers = [...kindIds.flatMap((kind) => [`${kind}-point`, `${kind}-area`]), "then-area"].filter((id) => this.libre.getLayer(id));
    const [hit] = this.libre.queryRenderedFeatures([point.x, point.y], { layers });
    const code: unknown = hit?.properties["code"];
    return hit && typeof code === "string" ? { kind: (hit.sourceLayer ?? hit.properties["kind"]) as Kind, code } : null;
  }

  #remember(): void {
    const { lng: lon, lat } = this.libre.getCenter();
    this.store.update({ view: { lon, lat, zoom: this.libre.getZoom() } });
  }
}

/** The colour of a limit among others, the nearest first. */
export function reachColour(index: number, count: number): string {
  const last = reachColours.length - 1;
  return reachColours[count <= 1 ? 1 : Math.round((index / (count - 1)) * last)] ?? "#1b7837";
}
