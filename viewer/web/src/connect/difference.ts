/** What one reach has that another has not. Loaded when two are compared. */

import type { Feature } from "geojson";
import type { Isochrones } from "../api";
import { geometryOf, shapeOf, type Shape } from "../edit/shape";
import { areaOf, cut } from "../edit/topology";

export interface Difference {
  readonly minutes: number;
  readonly gainedSquareMetres: number;
  readonly lostSquareMetres: number;
  /** To be drawn: what was gained and what was lost, each with `change`. */
  readonly features: readonly Feature[];
}

/** The difference at one limit that both have. */
export function difference(before: Isochrones, after: Isochrones, minutes: number): Difference {
  const [was, is] = [shapeAt(before, minutes), shapeAt(after, minutes)];
  const [gained, lost] = [cut(is, was) ?? [], cut(was, is) ?? []];
  return {
    minutes, gainedSquareMetres: areaOf(gained), lostSquareMetres: areaOf(lost),
    features: [feature("gained", gained), feature("lost", lost)].flatMap((f) => f ?? []),
  };
}

function shapeAt(reach: Isochrones, minutes: number): Shape {
  return shapeOf(reach.features.find((f) => f.properties.minutes === minutes)?.geometry ?? null) ?? [];
}

function feature(change: "gained" | "lost", shape: Shape): Feature | null {
  const geometry = geometryOf(shape);
  return geometry && { type: "Feature", properties: { change, colour: changeColours[change] }, geometry };
}

export const changeColours = { gained: "#0a7f5a", lost: "#b5391f" } as const;
