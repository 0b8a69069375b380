/** Draws a point to the corners and sides of neighbours, so that outlines meet without gaps and slivers. */

import type { Point, Ring } from "./shape";

/** Where a point lies on the screen, in pixels. */
export type Project = (point: Point) => readonly [number, number];

export interface Snapped {
  readonly at: Point;
  readonly to: "corner" | "side" | "nothing";
}

/**
 * The nearest corner within reach, else the nearest place on a side, else the point itself. Corners go first although a side may be nearer: who
 * aims at a corner also comes near its sides.
 */
export function snap(point: Point, rings: readonly Ring[], project: Project, reachPixels: number): Snapped {
  const [x, y] = project(point);
  let corner: { at: Point; distance: number } | null = null;
  let side: { at: Point; distance: number } | null = null;
  for (const ring of rings) {
    let before: { at: Point; x: number; y: number } | null = null;
    for (const at of ring) {
      const [cx, cy] = project(at);
      const distance = Math.hypot(cx - x, cy - y);
      if (distance <= reachPixels && distance < (corner?.distance ?? Infinity)) {
        corner = { at, distance };
      }
      if (before) {
        const { part, distance: off } = foot(x, y, before.x, before.y, cx, cy);
        if (off <= reachPixels && off < (side?.distance ?? Infinity)) {
          side = { at: [before.at[0] + part * (at[0] - before.at[0]), before.at[1] + part * (at[1] - before.at[1])], distance: off };
        }
      }
      before = { at, x: cx, y: cy };
    }
  }
  return corner ? { at: corner.at, to: "corner" } : side ? { at: side.at, to: "side" } : { at: point, to: "nothing" };
}

/** How far along a side the nearest place is, from 0 to 1, and how far off the point lies. */
function foot(x: number, y: number, ax: number, ay: number, bx: number, by: number): { part: number; distance: number } {
  const [dx, dy] = [bx - ax, by - ay];
  const square = dx * dx + dy * dy;
  const part = square === 0 ? 0 : Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / square));
  return { part, distance: Math.hypot(ax + part * dx - x, ay + part * dy - y) };
}
