import { describe, expect, it } from "vitest";
import { Drafts, draftOf, isTouched, type Keeper } from "./drafts";
import { redo, start, step, undo } from "./history";
import { merge, nameOf, open, usual, type Choice, type Field } from "./merge";
import { addPart, corners, geometryOf, insert, move, remove, sameShape, shapeOf, sides, type Point, type Shape } from "./shape";
import { snap } from "./snap";
import { areaOf, cut, faultOf, join, overlap, polygon, split, splitOff } from "./topology";

/** A square by its lower left corner and its side, in thousandths of a degree east of 119.9, north of 31.6. */
const at = (x: number, y: number): Point => [Number((119.9 + x / 1000).toFixed(8)), Number((31.6 + y / 1000).toFixed(8))];
const square = (x: number, y: number, side: number): Shape => polygon([at(x, y), at(x + side, y), at(x + side, y + side), at(x, y + side)]);
const corner = (index: number, ring = 0, part = 0) => ({ part, ring, index });

describe("an outline", () => {
  it("gets a corner, moves it and loses it again", () => {
    const before = square(0, 0, 10);
    const more = insert(before, corner(0), at(5, -2));
    const moved = move(more, corner(1), at(5, -3));
    expect([...corners(moved)].map((c) => c.at)).toContainEqual(at(5, -3));
    expect(remove(moved, corner(1))).toEqual(before);
    expect([...corners(before)]).toHaveLength(4);
  });
  it("stays closed when its first corner moves or goes", () => {
    for (const shape of [move(square(0, 0, 10), corner(0), at(-1, -1)), remove(square(0, 0, 10), corner(0))]) {
      const ring = shape[0]?.[0] ?? [];
      expect(ring[0]).toEqual(ring.at(-1));
    }
  });
  it("loses a hole, then a part, that would have two corners", () => {
    const holed = cut(square(0, 0, 10), polygon([at(2, 2), at(4, 2), at(3, 4)])) as Shape;
    expect(holed[0]).toHaveLength(2);
    const filled = remove(holed, corner(0, 1));
    expect(filled[0]).toHaveLength(1);
    const triangle = remove(filled, corner(0));
    expect(remove(triangle, corner(0))).toEqual([]);
  });
  it("has a middle on every side, on the closing one too", () => expect([...sides(square(0, 0, 10))].map((s) => s.at)).toContainEqual(at(0, 5)));
  it("is the same after a way through GeoJSON", () => expect(shapeOf(geometryOf(square(1, 2, 3)))).toEqual(square(1, 2, 3)));
  it("of nothing is none", () => expect([geometryOf([]), geometryOf(null), shapeOf(null)]).toEqual([null, null, null]));
});

describe("steps", () => {
  it("are undone and done again, and a new one forgets those undone", () => {
    let steps = step(step(start("a"), "b"), "c");
    steps = undo(undo(steps));
    expect([steps.now, redo(steps).now, undo(steps).now]).toEqual(["a", "b", "a"]);
    expect(step(steps, "d").future).toEqual([]);
  });
});

describe("snapping", () => {
  const project = ([x, y]: Point): readonly [number, number] => [x, y];
  const ring: Point[] = [[0, 0], [100, 0], [100, 100], [0, 0]];
  it("takes a corner before a side", () => expect(snap([96, 2], [ring], project, 10)).toEqual({ at: [100, 0], to: "corner" }));
  it("takes the foot on a side", () => expect(snap([50, 6], [ring], project, 10)).toEqual({ at: [50, 0], to: "side" }));
  it("leaves alone what is far from all", () => expect(snap([60, 30], [ring], project, 10)).toEqual({ at: [60, 30], to: "nothing" }));
});

describe("topology", () => {
  it("measures true areas, holes left out", () => {
    const whole = areaOf(square(0, 0, 10));
    const hole = areaOf(square(2, 2, 2));
    const holed = cut(square(0, 0, 10), square(2, 2, 2)) as Shape;
    expect(areaOf(holed)).toBeCloseTo(whole - hole, 0);
    // 0.01° by 0.01° at 31.6° N: 1109 m by 949 m.
    expect(whole).toBeGreaterThan(1.04e6);
    expect(whole).toBeLessThan(1.06e6);
  });
  it("finds where an outline crosses itself", () => {
    const bow = polygon([at(0, 0), at(10, 10), at(10, 0), at(0, 10)]);
    const fault = faultOf(bow);
    expect(fault?.[0]).toBeCloseTo(at(5, 5)[0], 6);
    expect(faultOf(square(0, 0, 10))).toBeNull();
  });
  it("finds what two sites have in common, and nothing where they only touch", () => {
    expect(areaOf(overlap(square(0, 0, 10), square(5, 5, 10)))).toBeCloseTo(areaOf(square(5, 5, 5)), 0);
    expect(overlap(square(0, 0, 10), square(10, 0, 10))).toEqual([]);
  });
  it("splits along a line, all of it and nothing twice", () => {
    const pieces = split(square(0, 0, 10), [at(-1, 3), at(11, 3)]) as Shape[];
    expect(pieces).toHaveLength(2);
    expect(areaOf(pieces[0] as Shape)).toBeGreaterThan(areaOf(pieces[1] as Shape));
    expect(pieces.reduce((sum, piece) => sum + areaOf(piece), 0)).toBeCloseTo(areaOf(square(0, 0, 10)), 0);
    expect(overlap(pieces[0] as Shape, pieces[1] as Shape)).toEqual([]);
  });
  it("splits what is concave into as many pieces as the line makes, and keeps holes", () => {
    const u = cut(square(0, 0, 10), [[[at(4, 4), at(6, 4), at(6, 11), at(4, 11), at(4, 4)]]]) as Shape;
    expect(split(u, [at(-1, 8), at(11, 8)])).toHaveLength(3);
    const holed = cut(square(0, 0, 10), square(2, 2, 2)) as Shape;
    const pieces = split(holed, [at(-1, 6), at(11, 6)]) as Shape[];
    expect(pieces.flatMap((piece) => piece[0]?.slice(1) ?? [])).toHaveLength(1);
  });
  it("does not split along a line that ends inside", () => expect(split(square(0, 0, 10), [at(-1, 3), at(5, 3)])).toBeNull());
  it("leaves parts whole that the line does not go through", () => {
    const two = addPart(square(0, 0, 10), [at(20, 0), at(21, 0), at(21, 1)]);
    const cutOff = splitOff(two, [at(-1, 7), at(11, 7)]);
    expect([cutOff?.rest.length, cutOff?.piece.length]).toEqual([2, 1]);
    expect(areaOf(cutOff?.piece ?? [])).toBeCloseTo(areaOf(square(0, 0, 10)) * 0.3, -2);
    expect(splitOff(two, [at(-1, 70), at(11, 70)])).toBeNull();
  });
  it("joins neighbours to one", () => expect(join(square(0, 0, 10), square(10, 0, 10))).toHaveLength(1));
  it("adds a part", () => expect(addPart(square(0, 0, 1), [at(5, 5), at(6, 5), at(6, 6)])).toHaveLength(2));
});

describe("a conflict", () => {
  const field = (name: string, base: unknown, theirs: unknown, yours: unknown, is_conflict: boolean): Field => ({ pointer: name, base, theirs, yours, is_conflict });
  const fields = [
    field("/properties/budget_wan", 100, 120, 130, true),
    field("/properties/name_zh", "甲", "甲", "乙", false),
    field("/properties/households", 10, 12, 10, false),
    field("/geometry", null, null, { type: "MultiPolygon" }, false),
  ];
  it("is decided by people only where both changed the same", () => {
    expect(open(fields, new Map()).map((f) => f.pointer)).toEqual(["/properties/budget_wan"]);
    expect(fields.map(usual)).toEqual([null, "yours", "theirs", "yours"]);
  });
  it("sends what differs from theirs", () => {
    const choices = new Map<string, Choice>([["/properties/budget_wan", "yours"]]);
    expect(merge(fields, choices)).toEqual({ properties: { budget_wan: 130, name_zh: "乙" }, geometry: { type: "MultiPolygon" } });
  });
  it("overwrites nothing by oversight", () => expect(merge(fields, new Map()).properties).toEqual({ name_zh: "乙" }));
  it("empties a field where that was wanted", () =>
    expect(merge([field("/properties/name_en", "A", "B", null, true)], new Map([["/properties/name_en", "yours"]]))).toEqual({ properties: { name_en: null } }));
  it("reads pointers as RFC 6901 has them", () => expect(nameOf("/properties/a~1b~0c")).toBe("a/b~c"));
});

describe("a draft", () => {
  const keeper = (): Keeper & { map: Map<string, string> } => {
    const map = new Map<string, string>();
    return {
      map, get length() { return map.size; }, key: (i) => [...map.keys()][i] ?? null, getItem: (k) => map.get(k) ?? null,
      setItem: (k, v) => void map.set(k, v), removeItem: (k) => void map.delete(k),
    };
  };
  const draft = draftOf("compounds", "WJ-1", 3, { name_zh: "<b>" }, square(0, 0, 1));
  it("survives being put away, with its steps", () => {
    const kept = keeper();
    const changed = { ...draft, sketch: step(draft.sketch, { shape: square(0, 0, 2), piece: null }) };
    expect(new Drafts(kept).keep(changed)).toBe(true);
    const found = new Drafts(kept).find("compounds", "WJ-1");
    expect(found).toEqual(changed);
    expect(sameShape(undo((found as typeof changed).sketch).now.shape, square(0, 0, 1))).toBe(true);
    new Drafts(kept).forget(changed);
    expect(new Drafts(kept).all()).toEqual([]);
  });
  it("that cannot be read is thrown away", () => {
    const kept = keeper();
    kept.map.set("wujin.draft:compounds/x", "{").set("wujin.draft:houses/y", "{\"kind\":\"houses\"}").set("other", "1");
    expect(new Drafts(kept).all()).toEqual([]);
    expect([...kept.map.keys()]).toEqual(["other"]);
  });
  it("says when the browser keeps nothing", () =>
    expect(new Drafts({ ...keeper(), setItem: () => { throw new Error("full"); } }).keep(draft)).toBe(false));
  it("is touched by a change, a step or a piece", () => {
    expect(isTouched(draft)).toBe(false);
    expect(isTouched({ ...draft, changes: { name_zh: "x" } })).toBe(true);
    expect(isTouched({ ...draft, sketch: step(draft.sketch, { shape: null, piece: null }) })).toBe(true);
  });
});
