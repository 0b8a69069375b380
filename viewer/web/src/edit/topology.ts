/**
 * Whether outlines are valid, where they overlap, how a line splits them. The work is done by JSTS, the JavaScript port of JTS: the same algorithms as
 * GEOS in PostGIS and NetTopologySuite in the service, so that what the map accepts is what the register accepts.
 */

import InteriorPointArea from "jsts/org/locationtech/jts/algorithm/InteriorPointArea.js";
import Coordinate from "jsts/org/locationtech/jts/geom/Coordinate.js";
import GeometryFactory from "jsts/org/locationtech/jts/geom/GeometryFactory.js";
import GeoJSONReader from "jsts/org/locationtech/jts/io/GeoJSONReader.js";
import GeoJSONWriter from "jsts/org/locationtech/jts/io/GeoJSONWriter.js";
import OverlayOp from "jsts/org/locationtech/jts/operation/overlay/OverlayOp.js";
import Polygonizer from "jsts/org/locationtech/jts/operation/polygonize/Polygonizer.js";
import RelateOp from "jsts/org/locationtech/jts/operation/relate/RelateOp.js";
import IsValidOp from "jsts/org/locationtech/jts/operation/valid/IsValidOp.js";
import { areaSquareMetres } from "../map/geodesy";
import { closed, geometryOf, shapeOf, type Point, type Ring, type Shape } from "./shape";

const factory = new GeometryFactory();
const reader = new GeoJSONReader(factory);
const writer = new GeoJSONWriter();

type Geometry = ReturnType<typeof reader.read>;

const read = (shape: Shape): Geometry => reader.read(geometryOf(shape) as object);
const written = (geometry: Geometry): Shape => shapesOf(writer.write(geometry) as { type: string; coordinates?: unknown; geometries?: { type: string }[] });

/** Polygons of whatever came out; lines and points where outlines touch have no area and are left out. */
function shapesOf(geometry: { type: string; coordinates?: unknown; geometries?: { type: string }[] }): Shape {
  return geometry.geometries ? geometry.geometries.flatMap((member) => shapesOf(member)) : (shapeOf(geometry) ?? []).filter((part) => (part[0]?.length ?? 0) > 3);
}

/** True square metres on the ellipsoid, holes left out. */
export function areaOf(shape: Shape): number {
  return shape.reduce((sum, part) => sum + part.reduce((left, ring, i) => left + (i === 0 ? 1 : -1) * areaSquareMetres(ring), 0), 0);
}

/** Where an outline crosses or touches itself; null where it is valid. */
export function faultOf(shape: Shape): Point | null {
  const found = new IsValidOp(read(shape)).getValidationError();
  if (!found) {
    return null;
  }
  const at = found.getCoordinate() as { x: number; y: number } | null;
  return at ? [at.x, at.y] : (shape[0]?.[0]?.[0] ?? [0, 0]);
}

/** What two valid outlines have in common; empty where they only touch or are apart. */
export function overlap(a: Shape, b: Shape): Shape {
  return combine(a, b, OverlayOp.INTERSECTION);
}

/** The outline without another: a hole, or a bite out of its edge. Null where nothing is left. */
export function cut(shape: Shape, away: Shape): Shape | null {
  const left = combine(shape, away, OverlayOp.DIFFERENCE);
  return left.length > 0 ? left : null;
}

/** Both together; parts that touch become one. */
export function join(a: Shape, b: Shape): Shape {
  return combine(a, b, OverlayOp.UNION);
}

function combine(a: Shape, b: Shape, operation: number): Shape {
  return a.length === 0 || b.length === 0 ? (operation === OverlayOp.INTERSECTION ? [] : [...a, ...(operation === OverlayOp.UNION ? b : [])]) : written(OverlayOp.overlayOp(read(a), read(b), operation));
}

/**
 * The pieces that a line cuts an outline into, largest first; null where the line does not go right through. All lines are put together with
 * their crossings as nodes, the faces between them are found, and those within the outline are kept.
 */
export function split(shape: Shape, line: readonly Point[]): Shape[] | null {
  const whole = read(shape);
  const knife = factory.createLineString(line.map(([x, y]) => new Coordinate(x, y)));
  const noded = OverlayOp.overlayOp(whole.getBoundary(), knife, OverlayOp.UNION);
  const polygonizer = new Polygonizer();
  polygonizer.add(noded);
  const found = polygonizer.getPolygons();
  const faces: Geometry[] = [];
  for (let i = 0; i < found.size(); i++) {
    const face = found.get(i) as Geometry;
    if (RelateOp.relate(whole, factory.createPoint(InteriorPointArea.getInteriorPoint(face))).isContains()) {
      faces.push(face);
    }
  }
  return faces.length > shape.length ? faces.map(written).sort((a, b) => areaOf(b) - areaOf(a)) : null;
}

/**
 * What a line cuts off: of every part that it goes right through, all but the largest piece; parts that it does not go through stay whole. Null where
 * it goes through none.
 */
export function splitOff(shape: Shape, line: readonly Point[]): { readonly rest: Shape; readonly piece: Shape } | null {
  const pieces = shape.map((part) => split([part], line) ?? [[part]]);
  const off = pieces.flatMap((of) => of.slice(1).flat());
  return off.length > 0 ? { rest: pieces.flatMap((of) => of[0] ?? []), piece: off } : null;
}

/** A row of points as an outline of one part. */
export const polygon = (open: readonly Point[]): Shape => [[closed(open)]];

/** All rings of an outline. */
export const ringsOf = (shape: Shape): Ring[] => shape.flatMap((part) => [...part]);
