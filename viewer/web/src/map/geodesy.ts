/** True lengths and areas on the ellipsoid (Karney 2013, "Algorithms for geodesics"; the library is its author's). */

import geographiclib from "geographiclib-geodesic";

const { Geodesic } = geographiclib;

/** Metres along a line of [lon, lat]. */
export function lengthMetres(line: readonly (readonly [number, number])[]): number {
  return polygon(line, true).perimeter;
}

/** Square metres within a ring of [lon, lat], closed or not. */
export function areaSquareMetres(ring: readonly (readonly [number, number])[]): number {
  return Math.abs(polygon(ring, false).area ?? 0);
}

function polygon(points: readonly (readonly [number, number])[], isLine: boolean): { perimeter: number; area?: number } {
  const sum = Geodesic.WGS84.Polygon(isLine);
  for (const [lon, lat] of points) {
    sum.AddPoint(lat, lon);
  }
  return sum.Compute(false, true);
}
