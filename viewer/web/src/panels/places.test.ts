import { describe, expect, it } from "vitest";
import { parsePlace } from "./places";

describe("going to coordinates", () => {
  it("takes degrees in either order", () => {
    expect(parsePlace("119.95, 31.7")).toEqual({ lon: 119.95, lat: 31.7 });
    expect(parsePlace("31.7，119.95")).toEqual({ lon: 119.95, lat: 31.7 });
  });
  it("takes metres, northing first", () => {
    const place = parsePlace("3782040.283551 533429.048733");
    expect(place?.lon).toBeCloseTo(120.362548063, 8);
    expect(place?.lat).toBeCloseTo(34.1651533139, 8);
  });
  it.each(["", "湖塘镇", "1,2", "119.95", "119.95,31.7,4", "NaN,31", "1e999,31"])("takes no %j", (text) => expect(parsePlace(text)).toBeNull());
});
