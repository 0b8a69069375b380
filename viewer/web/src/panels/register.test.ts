import { describe, expect, it } from "vitest";
import { instantOf, stepOf, stepsUntil } from "./months";
import { sum } from "./sums";

describe("the slider over the programme's years", () => {
  it("begins with January 2021, as China reckons", () => expect(instantOf(1)).toBe("2021-01-31T15:59:59Z"));
  it("ends with now", () => expect(stepsUntil(new Date("2026-11-25T00:00:00Z"))).toBe(71));
  it.each([1, 12, 13, 70])("finds step %i again from its instant", (step) => expect(stepOf(instantOf(step))).toBe(step));
});

describe("statistics of what is in view", () => {
  it("leave out what is not known", () =>
    expect(sum([{ properties: { stage: "approved", area_m2: 10, budget_wan: null } }, { properties: { stage: "approved", area_m2: 5.5, spent_wan: 2 } }, { properties: { stage: "surveyed" } }]))
      .toEqual({ count: 3, squareMetres: 15.5, budget: 0, spent: 2, byStage: { approved: 2, surveyed: 1 } }));
});
