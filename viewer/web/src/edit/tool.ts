/** The drawing tool: turns clicks, drags, taps and keys on the map into steps of an outline. What a step does to it is not decided here. */

import type { Feature } from "geojson";
import type { MapMouseEvent, MapTouchEvent } from "maplibre-gl";
import type { RenewalMap } from "../map/map";
import { corners, insert, move, remove, rounded, sides, type Corner, type Point, type Ring, type Shape } from "./shape";
import { snap } from "./snap";

export type Mode = "reshape" | "draw" | "hole" | "split" | "road" | "area";

const reach = 12;
const arrows: Readonly<Record<string, readonly [number, number]>> = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] };

export interface ToolEvents {
  /** The outline now. */
  readonly shape: () => Shape | null;
  /** Rings to snap to, besides the outline's own. */
  readonly neighbours: () => readonly Ring[];
  readonly isSnapping: () => boolean;
  /** The outline while a corner is being dragged; not a step yet. */
  readonly preview: (shape: Shape) => void;
  /** A step: the outline with a corner moved, added or taken away. */
  readonly reshaped: (shape: Shape) => void;
  /** A row of points was drawn, in a mode that draws. */
  readonly drawn: (mode: Mode, points: readonly Point[]) => void;
  /** The tool's own marks, to be shown with the outline. */
  readonly marks: (features: Feature[]) => void;
  readonly chosen: (corner: (Corner & { readonly at: Point }) | null) => void;
  /** Escape with nothing begun, or another tool took the map. */
  readonly ended: () => void;
}

export class SketchTool {
  #mode: Mode | null = null;
  #points: Point[] = [];
  #pointer: Point | null = null;
  #snapped: Point | null = null;
  #chosen: Corner | null = null;
  #dragged: { readonly corner: Corner; readonly shape: Shape } | null = null;

  constructor(
    private readonly map: RenewalMap,
    private readonly events: ToolEvents,
  ) {
    const { libre } = map;
    libre.on("click", this.#click);
    libre.on("dblclick", this.#doubleClick);
    libre.on("mousedown", this.#press);
    libre.on("touchstart", this.#press);
    libre.on("mousemove", this.#moveTo);
    libre.on("touchmove", this.#moveTo);
    libre.on("mouseup", this.#letGo);
    libre.on("touchend", this.#letGo);
    libre.getContainer().addEventListener("keydown", this.#key, true);
  }

  /** Takes all listeners off the map. */
  dispose(): void {
    const { libre } = this.map;
    this.use(null);
    libre.off("click", this.#click);
    libre.off("dblclick", this.#doubleClick);
    libre.off("mousedown", this.#press);
    libre.off("touchstart", this.#press);
    libre.off("mousemove", this.#moveTo);
    libre.off("touchmove", this.#moveTo);
    libre.off("mouseup", this.#letGo);
    libre.off("touchend", this.#letGo);
    libre.getContainer().removeEventListener("keydown", this.#key, true);
  }

  get mode(): Mode | null {
    return this.#mode;
  }

  use(mode: Mode | null): void {
    this.#mode = mode;
    this.#points = [];
    this.#pointer = this.#snapped = null;
    this.#choose(null);
    if (mode) {
      this.map.take(this);
      this.map.libre.doubleClickZoom.disable();
    } else {
      this.map.release(this);
      this.map.libre.doubleClickZoom.enable();
    }
    document.body.classList.toggle("drawing", mode !== null && mode !== "reshape");
    this.redraw();
  }

  /** Called when another tool takes the map. */
  end(): void {
    this.use(null);
    this.events.ended();
  }

  /** Moves the chosen corner to a place that was typed. */
  place(at: Point): void {
    const shape = this.events.shape();
    if (shape && this.#chosen) {
      this.events.reshaped(move(shape, this.#chosen, at));
    }
  }

  /** Shows corners and what is being drawn again. */
  redraw(): void {
    const features: Feature[] = [];
    const add = (role: string, at: Point): void => void features.push({ type: "Feature", properties: { role }, geometry: { type: "Point", coordinates: [...at] } });
    if (this.#mode === "reshape") {
      const shape = this.#dragged?.shape ?? this.events.shape() ?? [];
      for (const side of sides(shape)) {
        add("middle", side.at);
      }
      for (const corner of corners(shape)) {
        add(this.#chosen && same(this.#chosen, corner) ? "chosen" : "corner", corner.at);
      }
    }
    const line = this.#pointer && this.#points.length > 0 ? [...this.#points, this.#pointer] : this.#points;
    if (line.length > 1) {
      const isArea = this.#mode !== "split" && this.#mode !== "road" && line.length > 2;
      features.push({ type: "Feature", properties: { role: "growing" }, geometry: { type: "LineString", coordinates: (isArea ? [...line, line[0] as Point] : line).map((p) => [...p]) } });
    }
    this.#points.forEach((point) => add("corner", point));
    if (this.#snapped) {
      add("snapped", this.#snapped);
    }
    this.events.marks(features);
  }

  readonly #click = (event: MapMouseEvent): void => {
    if (this.#mode && this.#mode !== "reshape") {
      this.#add(this.#snap([event.lngLat.lng, event.lngLat.lat]));
    }
  };

  #add(point: Point): void {
    const last = this.#points.at(-1);
    const first = this.#points[0];
    if (last && this.#pixelsApart(last, point) < 4) {
      return;
    }
    if (first && this.#points.length > 2 && this.#mode !== "split" && this.#mode !== "road" && this.#pixelsApart(first, point) < reach) {
      this.#finish();
      return;
    }
    this.#points = [...this.#points, rounded(point)];
    this.redraw();
  }

  readonly #doubleClick = (event: MapMouseEvent): void => {
    if (this.#mode) {
      event.preventDefault();
      this.#finish();
    }
  };

  #finish(): void {
    const mode = this.#mode;
    const points = this.#points;
    const fewest = mode === "split" || mode === "road" ? 2 : 3;
    if (mode && mode !== "reshape" && points.length >= fewest) {
      this.#points = [];
      this.#pointer = this.#snapped = null;
      this.events.drawn(mode, points);
      this.redraw();
    }
  }

  readonly #press = (event: MapMouseEvent | MapTouchEvent): void => {
    const shape = this.events.shape();
    if (this.#mode !== "reshape" || !shape) {
      return;
    }
    const here: Point = [event.lngLat.lng, event.lngLat.lat];
    const hit = this.#nearest([...corners(shape)], here);
    const middle = hit ? null : this.#nearest([...sides(shape)], here);
    if (hit) {
      this.#grab(hit, shape);
    } else if (middle) {
      this.#grab({ ...middle, index: middle.index + 1 }, insert(shape, middle, middle.at));
    } else {
      this.#choose(null);
      this.redraw();
      return;
    }
    event.preventDefault();
  };

  #grab(corner: Corner, shape: Shape): void {
    this.#dragged = { corner, shape };
    this.map.libre.dragPan.disable();
    this.#choose(corner);
    this.redraw();
  }

  readonly #moveTo = (event: MapMouseEvent | MapTouchEvent): void => {
    if (!this.#mode) {
      return;
    }
    const here: Point = [event.lngLat.lng, event.lngLat.lat];
    if (this.#dragged) {
      const { corner, shape } = this.#dragged;
      this.#dragged = { corner, shape: move(shape, corner, this.#snap(here)) };
      this.events.preview(this.#dragged.shape);
      this.redraw();
    } else if (this.#mode !== "reshape") {
      this.#pointer = this.#snap(here);
      this.redraw();
    } else {
      const shape = this.events.shape() ?? [];
      this.map.libre.getCanvas().style.cursor = this.#nearest([...corners(shape)], here) ? "move" : this.#nearest([...sides(shape)], here) ? "copy" : "";
    }
  };

  readonly #letGo = (): void => {
    const dragged = this.#dragged;
    if (dragged) {
      this.#dragged = null;
      this.#snapped = null;
      this.map.libre.dragPan.enable();
      this.events.reshaped(dragged.shape);
      this.#choose(dragged.corner);
      this.redraw();
    }
  };

  readonly #key = (event: KeyboardEvent): void => {
    if (!this.#mode || event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    const done = this.#mode === "reshape" ? this.#reshapeKey(event) : this.#drawKey(event);
    if (done) {
      event.preventDefault();
      event.stopPropagation();
    }
  };

  #drawKey({ key }: KeyboardEvent): boolean {
    const { lng, lat } = this.map.libre.getCenter();
    switch (key) {
      case " ":
        this.#add(this.#snap([lng, lat]));
        return true;
      case "Enter":
        this.#finish();
        return true;
      case "Backspace":
        this.#points = this.#points.slice(0, -1);
        this.redraw();
        return true;
      case "Escape":
        if (this.#points.length === 0) {
          this.end();
        } else {
          this.#points = [];
          this.redraw();
        }
        return true;
      default:
        return false;
    }
  }

  #reshapeKey({ key, shiftKey }: KeyboardEvent): boolean {
    const shape = this.events.shape();
    const all = [...corners(shape ?? [])];
    const index = all.findIndex((corner) => this.#chosen !== null && same(corner, this.#chosen));
    const chosen = all[index];
    if (!shape) {
      return false;
    }
    if (key === "]" || key === "[") {
      this.#choose(all[(index + (key === "]" ? 1 : all.length - 1 + (index < 0 ? 1 : 0)) ) % all.length] ?? null);
    } else if ((key === "Delete" || key === "Backspace") && chosen) {
      this.#choose(null);
      this.events.reshaped(remove(shape, chosen));
    } else if (shiftKey && key in arrows && chosen) {
      const [dx, dy] = arrows[key] ?? [0, 0];
      const { x, y } = this.map.libre.project([...chosen.at]);
      const { lng, lat } = this.map.libre.unproject([x + dx, y + dy]);
      this.events.reshaped(move(shape, chosen, [lng, lat]));
      this.#choose(chosen);
    } else if (key === "Escape" && chosen) {
      this.#choose(null);
    } else {
      return false;
    }
    this.redraw();
    return true;
  }

  #choose(corner: Corner | null): void {
    this.#chosen = corner && { part: corner.part, ring: corner.ring, index: corner.index };
    const found = corner && [...corners(this.#dragged?.shape ?? this.events.shape() ?? [])].find((c) => same(c, corner));
    this.events.chosen(found ?? null);
  }

  #snap(point: Point): Point {
    this.#snapped = null;
    if (!this.events.isSnapping()) {
      return point;
    }
    const { libre } = this.map;
    const found = snap(point, this.events.neighbours(), ([lon, lat]) => { const { x, y } = libre.project([lon, lat]); return [x, y]; }, reach);
    if (found.to !== "nothing") {
      this.#snapped = found.at;
    }
    return found.at;
  }

  #nearest<T extends { readonly at: Point }>(candidates: readonly T[], here: Point): T | null {
    const near = candidates.map((c) => ({ c, pixels: this.#pixelsApart(c.at, here) })).filter(({ pixels }) => pixels <= reach);
    return near.sort((a, b) => a.pixels - b.pixels)[0]?.c ?? null;
  }

  #pixelsApart(a: Point, b: Point): number {
    const [p, q] = [this.map.libre.project([...a]), this.map.libre.project([...b])];
    return Math.hypot(p.x - q.x, p.y - q.y);
  }
}

const same = (a: Corner, b: Corner): boolean => a.part === b.part && a.ring === b.ring && a.index === b.index;
