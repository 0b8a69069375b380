/** What lies around an outline that is being drawn: neighbouring sites and constraint areas, whole and exact, not as tiles cut and simplify them. */

import { api } from "../api";
import { kindIds, type Kind } from "../codes";
import { shapeOf, type Ring, type Shape } from "./shape";
import { areaOf, overlap } from "./topology";

export type Box = readonly [west: number, south: number, east: number, north: number];

export interface Neighbour {
  readonly collection: Kind | "constraint-areas";
  readonly code: string;
  readonly name: string;
  /** Of a constraint area: which. */
  readonly type: string | null;
  readonly shape: Shape;
  readonly box: Box;
}

export interface Overlap {
  readonly neighbour: Neighbour;
  readonly shape: Shape;
  readonly squareMetres: number;
}

/** Less is a matter of rounding. */
const leastSquareMetres = 1;

export function boxOf(shape: Shape): Box {
  const points = shape.flatMap((part) => part[0] ?? []);
  const [lons, lats] = [points.map(([lon]) => lon), points.map(([, lat]) => lat)];
  return [Math.min(...lons), Math.min(...lats), Math.max(...lons), Math.max(...lats)];
}

const meet = (a: Box, b: Box): boolean => a[0] <= b[2] && b[0] <= a[2] && a[1] <= b[3] && b[1] <= a[3];

/** Where an outline lies on what is around it, largest first. An invalid outline lies on nothing. */
export function overlapsOf(shape: Shape, around: readonly Neighbour[]): Overlap[] {
  const box = boxOf(shape);
  return around.filter((neighbour) => meet(box, neighbour.box)).flatMap((neighbour): Overlap[] => {
    try {
      const common = overlap(shape, neighbour.shape);
      const squareMetres = areaOf(common);
      return squareMetres < leastSquareMetres ? [] : [{ neighbour, shape: common, squareMetres }];
    } catch {
      return [];
    }
  }).sort((a, b) => b.squareMetres - a.squareMetres);
}

export class Surroundings {
  #box: Box | null = null;
  #found: readonly Neighbour[] = [];

  /** @param own the site that is being edited; it is no neighbour of itself. */
  constructor(private readonly own: { readonly kind: Kind; readonly code: string | null }) {}

  get all(): readonly Neighbour[] {
    return this.#found;
  }

  get rings(): Ring[] {
    return this.#found.flatMap((neighbour) => neighbour.shape.flatMap((part) => [...part]));
  }

  /** Reads what lies in a box and somewhat around, unless that was read already. */
  async read([west, south, east, north]: Box, signal: AbortSignal): Promise<boolean> {
    const known = this.#box;
    if (known && known[0] <= west && known[1] <= south && known[2] >= east && known[3] >= north) {
      return false;
    }
    const [dx, dy] = [(east - west) * 0.4, (north - south) * 0.4];
    const box: Box = [west - dx, south - dy, east + dx, north + dy];
    const pages = await Promise.all([...kindIds, "constraint-areas" as const].map(async (collection) => ({ collection, page: await api.within(collection, box, 500, signal) })));
    this.#box = box;
    this.#found = pages.flatMap(({ collection, page }) => page.features.flatMap((feature): Neighbour[] => {
      const shape = shapeOf(feature.geometry);
      return !shape || (collection === this.own.kind && feature.id === this.own.code) ? [] : [{
        collection, code: feature.id, name: String(feature.properties["name_zh"] ?? feature.id), type: collection === "constraint-areas" ? String(feature.properties["type"]) : null, shape, box: boxOf(shape),
      }];
    }));
    return true;
  }
}
