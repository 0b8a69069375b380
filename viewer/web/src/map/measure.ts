/** The measuring tool: true lengths and areas, point by point. */

import type { Feature } from "geojson";
import type { MapMouseEvent } from "maplibre-gl";
import type { Context } from "../context";
import { fill, h } from "../dom";
import { area as areaText, number } from "../i18n";
import { areaSquareMetres, lengthMetres } from "./geodesy";

export class Measure {
  readonly element = h("p", { class: "measured", "aria-live": "polite" });
  #points: [number, number][] = [];
  #what: "length" | "area" = "length";
  #isOn = false;

  constructor(private readonly context: Context) {
    const { libre } = context.map;
    libre.on("dblclick", (event) => {
      if (this.#isOn) {
        event.preventDefault();
        this.#stop();
      }
    });
    libre.on("mousemove", (event) => this.#isOn && this.#draw([event.lngLat.lng, event.lngLat.lat]));
    document.addEventListener("keydown", (event) => {
      if (this.#isOn && event.key === "Escape") {
        this.#points = [];
        this.#stop();
      }
    });
  }

  start(what: "length" | "area"): void {
    this.#what = what;
    this.#points = [];
    fill(this.element, this.context.t("measureHint"));
    if (!this.#isOn) {
      this.#isOn = true;
      this.context.map.libre.on("click", this.#add);
      this.context.map.take(this);
      document.body.classList.add("measuring");
    }
    this.#draw();
  }

  readonly #add = (event: MapMouseEvent): void => {
    this.#points.push([event.lngLat.lng, event.lngLat.lat]);
    this.#draw();
  };

  /** Ends measuring; what was measured stays. */
  end(): void {
    this.#stop();
  }

  #stop(): void {
    this.#isOn = false;
    this.context.map.release(this);
    this.context.map.libre.off("click", this.#add);
    document.body.classList.remove("measuring");
    this.#draw();
  }

  #draw(pointer?: [number, number]): void {
    const line = pointer ? [...this.#points, pointer] : this.#points;
    const { language } = this.context.store.state;
    const features: Feature[] = this.#points.map((coordinates) => ({ type: "Feature", properties: {}, geometry: { type: "Point", coordinates } }));
    if (line.length >= 2) {
      const closed = [...line, line[0] ?? line[line.length - 1] ?? [0, 0]];
      features.unshift({
        type: "Feature", properties: {},
        geometry: this.#what === "area" && line.length >= 3 ? { type: "Polygon", coordinates: [closed] } : { type: "LineString", coordinates: line },
      });
      const metres = lengthMetres(line);
      const length = metres >= 10_000 ? `${number(metres / 1000, language, 2)} km` : `${number(metres, language, 1)} m`;
      fill(this.element, this.#what === "area" ? (line.length >= 3 ? areaText(areaSquareMetres(line), language) : "") : length);
    }
    this.context.map.show("sketch", { type: "FeatureCollection", features });
  }
}
