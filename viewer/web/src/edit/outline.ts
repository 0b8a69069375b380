/** The part of the editor that is about the outline: tools, area, validity, overlaps; and what of it is shown on the map. */

import type { Feature } from "geojson";
import { constraintTypes, kinds } from "../codes";
import type { Context } from "../context";
import { fill, h } from "../dom";
import { toMetres } from "../gausskruger";
import { area as areaText, number, type Word } from "../i18n";
import { parsePlace } from "../panels/places";
import type { Draft, Sketch } from "./drafts";
import { redo, step, undo, type History } from "./history";
import type { Field } from "./merge";
import { addPart, geometryOf, shapeOf, type Corner, type Point, type Shape } from "./shape";
import { overlapsOf, Surroundings, type Overlap } from "./surroundings";
import { SketchTool, type Mode } from "./tool";
import { areaOf, cut, faultOf, join, polygon, ringsOf, splitOff } from "./topology";

const modes: readonly (readonly [Mode, Word, string])[] = [["reshape", "toolReshape", "✥"], ["draw", "toolDraw", "⬠"], ["hole", "toolHole", "◎"], ["split", "toolSplit", "✂"]];
const hints: Partial<Record<Mode, Word>> = { reshape: "hintReshape", draw: "hintDraw", hole: "hintDraw", split: "hintSplit" };

export class OutlineEditor {
  readonly element = h("section", { class: "outline" });
  readonly #tools = h("div", { class: "tools", role: "toolbar" });
  readonly #facts = h("div", { class: "outline-facts", "aria-live": "polite" });
  readonly #corner = h("div", { class: "corner" });
  readonly #tool: SketchTool;
  readonly #around: Surroundings;
  readonly #reading = new AbortController();
  #sketch: History<Sketch>;
  #preview: Shape | null = null;
  #marks: Feature[] = [];
  #theirs: Field | null = null;
  #overlaps: readonly Overlap[] = [];
  #fault: Point | null = null;
  #isSnapping = true;
  #frame = 0;

  constructor(
    private readonly context: Context,
    draft: Draft,
    private readonly changed: (sketch: History<Sketch>) => void,
  ) {
    this.#sketch = draft.sketch;
    this.#around = new Surroundings({ kind: draft.kind, code: draft.code });
    this.#tool = new SketchTool(context.map, {
      shape: () => this.#sketch.now.shape,
      neighbours: () => [...this.#around.rings, ...ringsOf(this.#sketch.now.piece ?? [])],
      isSnapping: () => this.#isSnapping,
      preview: (shape) => {
        this.#preview = shape;
        this.#refresh();
      },
      reshaped: (shape) => this.#step({ ...this.#sketch.now, shape: shape.length > 0 ? shape : null }),
      drawn: (mode, points) => this.#drawn(mode, points),
      marks: (features) => {
        this.#marks = features;
        this.#show();
      },
      chosen: (corner) => this.#showCorner(corner),
      ended: () => this.#drawTools(),
    });
    fill(this.element, h("h3", {}, context.t("outline")), this.#tools, this.#corner, this.#facts);
    this.#tools.setAttribute("aria-label", context.t("outline"));
    context.map.libre.on("moveend", this.#look);
    this.#tool.use(this.#sketch.now.shape ? "reshape" : "draw");
    this.#drawTools();
    this.#refresh();
    this.#look();
  }

  get isValid(): boolean {
    return this.#fault === null;
  }

  /** Takes or gives back the map. */
  pause(isPaused: boolean): void {
    this.#tool.use(isPaused ? null : "reshape");
    this.#drawTools();
  }

  /** Shows the outline that somebody else recorded beside this one. */
  compare(field: Field | null): void {
    this.#theirs = field;
    this.#show();
  }

  dispose(): void {
    this.#reading.abort();
    this.context.map.libre.off("moveend", this.#look);
    this.#tool.dispose();
    cancelAnimationFrame(this.#frame);
    this.context.map.show("edit", null);
  }

  /** Ctrl+Z, Ctrl+Shift+Z, Ctrl+Y, outside of fields, which have their own. */
  key(event: KeyboardEvent): void {
    const isText = event.target instanceof HTMLInputElement && event.target.type !== "checkbox";
    const key = event.key.toLowerCase();
    if ((event.ctrlKey || event.metaKey) && !isText && (key === "z" || key === "y")) {
      event.preventDefault();
      this.#to(key === "y" || event.shiftKey ? redo(this.#sketch) : undo(this.#sketch));
    }
  }

  #drawn(mode: Mode, points: readonly Point[]): void {
    const { shape, piece } = this.#sketch.now;
    const { say, t } = this.context;
    try {
      if (mode === "draw") {
        // Self-crossing ones are kept as drawn, so that they can be mended.
        const drawn = polygon(points);
        this.#step({ piece, shape: shape && faultOf(drawn) === null && faultOf(shape) === null ? join(shape, drawn) : addPart(shape, points) });
      } else if (mode === "hole" && shape) {
        this.#step({ piece, shape: cut(shape, polygon(points)) });
      } else if (mode === "split" && shape) {
        const cutOff = splitOff(shape, points);
        if (!cutOff) {
          say(t("noSplit"), "fault");
          return;
        }
        this.#step({ shape: cutOff.rest, piece: [...(piece ?? []), ...cutOff.piece] });
      }
    } catch {
      say(t("invalidOutline"), "fault");
      return;
    }
    this.#tool.use("reshape");
    this.#drawTools();
  }

  #step(next: Sketch): void {
    this.#to(step(this.#sketch, next));
  }

  #to(sketch: History<Sketch>): void {
    this.#sketch = sketch;
    this.#preview = null;
    this.changed(sketch);
    this.#drawTools();
    this.#tool.redraw();
    this.#refresh();
  }

  #drawTools(): void {
    const { t } = this.context;
    const { mode } = this.#tool;
    const { past, future, now } = this.#sketch;
    fill(
      this.#tools,
      ...modes.map(([id, word, sign]) => h("button", {
        type: "button", "aria-pressed": String(mode === id), disabled: id !== "draw" && now.shape === null, onclick: () => (this.#tool.use(id), this.#drawTools()),
      }, h("span", { "aria-hidden": "true" }, sign), " ", t(word))),
      h("button", { type: "button", disabled: past.length === 0, title: "Ctrl+Z", onclick: () => this.#to(undo(this.#sketch)) }, "↶ ", t("undo")),
      h("button", { type: "button", disabled: future.length === 0, title: "Ctrl+Y", onclick: () => this.#to(redo(this.#sketch)) }, "↷ ", t("redo")),
      h("label", {}, h("input", { type: "checkbox", checked: this.#isSnapping, onchange: (e) => (this.#isSnapping = (e.target as HTMLInputElement).checked) }), t("snapping")),
      h("p", { class: "hint" }, mode ? t(hints[mode] ?? "hintDraw") : ""),
    );
  }

  #showCorner(corner: (Corner & { readonly at: Point }) | null): void {
    if (!corner) {
      fill(this.#corner);
      return;
    }
    const { northing, easting } = toMetres(...corner.at);
    fill(this.#corner, h("label", {}, this.context.t("corner"), h("input", {
      name: "corner", value: `${northing.toFixed(3)}, ${easting.toFixed(3)}`, autocomplete: "off", "aria-description": "EPSG:4549 / WGS 84",
      onchange: (event) => {
        const place = parsePlace((event.target as HTMLInputElement).value);
        if (place) {
          this.#tool.place([place.lon, place.lat]);
        } else {
          this.context.say(this.context.t("goToHint"), "fault");
        }
      },
    })));
  }

  /** Reads what lies around, when the map comes to rest somewhere else. */
  readonly #look = (): void => {
    const { libre } = this.context.map;
    if (libre.getZoom() >= 12) {
      const bounds = libre.getBounds();
      void this.#around.read([bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()], this.#reading.signal)
        .then((isNew) => isNew && this.#refresh(), () => undefined);
    }
  };

  /** Works out area, validity and overlaps; once a frame at most. */
  #refresh(): void {
    cancelAnimationFrame(this.#frame);
    this.#frame = requestAnimationFrame(() => {
      const shape = this.#preview ?? this.#sketch.now.shape;
      this.#fault = shape ? faultOf(shape) : null;
      this.#overlaps = shape && !this.#fault ? overlapsOf(shape, this.#around.all) : [];
      this.#drawFacts(shape);
      this.#show();
    });
  }

  #drawFacts(shape: Shape | null): void {
    const { t, store } = this.context;
    const { language } = store.state;
    if (!shape) {
      fill(this.#facts, h("p", { class: "hint" }, t("noOutlineYet")));
      return;
    }
    const squareMetres = areaOf(shape);
    fill(
      this.#facts,
      h("p", { class: "live-area" }, areaText(squareMetres, language)),
      this.#fault && h("p", { class: "fault", role: "alert" }, t("invalidOutline")),
      !this.#fault && (this.#overlaps.length === 0 ? h("p", { class: "hint" }, t("noOverlap")) : h("h4", {}, t("overlaps"))),
      h("ul", { class: "overlaps" }, ...this.#overlaps.map(({ neighbour, squareMetres: common }) => h("li", { class: neighbour.type === "growth-boundary" ? "" : "warns" },
        h("span", {}, neighbour.name, " ", h("small", {}, nameOfCollection(neighbour.collection, neighbour.type, language))),
        h("span", {}, `${areaText(common, language)} · ${t("ofOutline")} ${number((100 * common) / squareMetres, language, 1)} %`)))),
    );
  }

  #show(): void {
    const features: Feature[] = [];
    const add = (role: string, shape: Shape | null): void => {
      const geometry = geometryOf(shape);
      if (geometry) {
        features.push({ type: "Feature", properties: { role }, geometry });
      }
    };
    add("outline", this.#preview ?? this.#sketch.now.shape);
    add("piece", this.#sketch.now.piece);
    for (const { neighbour, shape } of this.#overlaps) {
      if (neighbour.type !== "growth-boundary") {
        add("overlap", shape);
      }
    }
    if (this.#theirs) {
      add("base", shapeOf(this.#theirs.base as never));
      add("theirs", shapeOf(this.#theirs.theirs as never));
    }
    if (this.#fault) {
      features.push({ type: "Feature", properties: { role: "fault" }, geometry: { type: "Point", coordinates: [...this.#fault] } });
    }
    this.context.map.show("edit", { type: "FeatureCollection", features: [...features, ...this.#marks] });
  }
}

function nameOfCollection(collection: string, type: string | null, language: "zh" | "en"): string {
  return type && type in constraintTypes ? constraintTypes[type as keyof typeof constraintTypes][language] : collection in kinds ? kinds[collection as keyof typeof kinds][language] : "";
}
