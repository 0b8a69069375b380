/**
 * The outline of a site while it is being drawn: the coordinates of a MultiPolygon. Nothing here changes its argument; every step returns a new
 * outline, so that a step can be undone by keeping the one before.
 */

import type { Position } from "geojson";

export type Point = readonly [number, number];
/** Closed: the last point is the first. */
export type Ring = readonly Point[];
export type Part = readonly Ring[];
export type Shape = readonly Part[];

/** Names one corner: which part, which ring of it (0 is the outer one, the others are holes), which point. */
export interface Corner {
  readonly part: number;
  readonly ring: number;
  readonly index: number;
}

/** A hundred-millionth of a degree is a millimetre; the register keeps as much. */
const digits = 8;

/** A position as the register keeps it. */
export function rounded([lon = 0, lat = 0]: Position | Point): Point {
  return [Number(lon.toFixed(digits)), Number(lat.toFixed(digits))];
}

/** The outline of a geometry of the API; null where it has none. */
export function shapeOf(geometry: { readonly type: string; readonly coordinates?: unknown } | null): Shape | null {
  if (geometry?.type === "MultiPolygon") {
    return (geometry.coordinates as Position[][][]).map((part) => part.map((ring) => ring.map(rounded)));
  }
  return geometry?.type === "Polygon" ? [(geometry.coordinates as Position[][]).map((ring) => ring.map(rounded))] : null;
}

export function geometryOf(shape: Shape | null): { type: "MultiPolygon"; coordinates: [number, number][][][] } | null {
  return shape === null || shape.length === 0
    ? null
    : { type: "MultiPolygon", coordinates: shape.map((part) => part.map((ring) => ring.map(([lon, lat]) => [lon, lat]))) };
}

/** All corners, each once. */
export function* corners(shape: Shape): Generator<Corner & { readonly at: Point }> {
  for (const [part, rings] of shape.entries()) {
    for (const [ring, points] of rings.entries()) {
      for (const [index, at] of points.slice(0, -1).entries()) {
        yield { part, ring, index, at };
      }
    }
  }
}

/** Corners between which a new one can be put: the middle of every side, named by the corner before it. */
export function* sides(shape: Shape): Generator<Corner & { readonly from: Point; readonly to: Point; readonly at: Point }> {
  for (const [part, rings] of shape.entries()) {
    for (const [ring, points] of rings.entries()) {
      for (let index = 0; index + 1 < points.length; index++) {
        const [from, to] = [points[index] as Point, points[index + 1] as Point];
        yield { part, ring, index, from, to, at: [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2] };
      }
    }
  }
}

function withRing(shape: Shape, { part, ring }: Corner, change: (open: Point[]) => Point[] | null): Shape {
  return shape.flatMap((rings, p): Part[] => {
    if (p !== part) {
      return [rings];
    }
    const changed = rings.map((points, r) => (r === ring ? change(points.slice(0, -1)) : points.slice(0, -1)));
    const outer = changed[0];
    // Without its outer ring a part is gone, with all its holes.
    return outer ? [changed.flatMap((open) => (open ? [closed(open)] : []))] : [];
  });
}

/** An open row of points as a ring. */
export function closed(open: readonly Point[]): Ring {
  const first = open[0];
  return first ? [...open, first] : [];
}

export function move(shape: Shape, corner: Corner, to: Point): Shape {
  return withRing(shape, corner, (open) => open.map((point, i) => (i === corner.index ? rounded(to) : point)));
}

/** Puts a corner behind another one. */
export function insert(shape: Shape, after: Corner, at: Point): Shape {
  return withRing(shape, after, (open) => [...open.slice(0, after.index + 1), rounded(at), ...open.slice(after.index + 1)]);
}

/** Takes a corner away; a hole or a part that would have fewer than three goes with it. */
export function remove(shape: Shape, corner: Corner): Shape {
  return withRing(shape, corner, (open) => (open.length <= 3 ? null : open.filter((_, i) => i !== corner.index)));
}

export function addPart(shape: Shape | null, open: readonly Point[]): Shape {
  return [...(shape ?? []), [closed(open.map(rounded))]];
}

/** Moves everything by as many degrees. */
export function shift(shape: Shape, lon: number, lat: number): Shape {
  return shape.map((part) => part.map((ring) => ring.map(([x, y]) => rounded([x + lon, y + lat]))));
}

export function sameShape(a: Shape | null, b: Shape | null): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
