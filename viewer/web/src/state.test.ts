import { describe, expect, it } from "vitest";
import { initial, parse, serialise, Store, type MapState } from "./state";

const everything: MapState = {
  language: "en",
  theme: "dark",
  view: { lon: 119.94321, lat: 31.70812, zoom: 12.34 },
  panel: "reach",
  kinds: ["compounds", "selfbuild-zones"],
  stages: ["construction", "suspended"],
  town: "320412100",
  year: 2025,
  text: "新村 & <b>",
  site: { kind: "compounds", code: "WJ-C-0001/2" },
  asOf: "2026-11-01T08:00:00Z",
  hidden: ["towns", "roads"],
  basemap: "tianditu-imagery",
  origins: [{ lon: 119.9, lat: 31.7 }, { lon: 120.1, lat: 31.5 }],
  minutes: [10, 20],
  profile: "car-peak-am",
  direction: "to",
  scenario: "S-2026-01",
  pinned: { origins: [{ lon: 119.8, lat: 31.6 }], profile: "walk", direction: "from", scenario: "方案|一".replace("|", "") },
  indicator: "land_consolidated",
  date: "2025-06-30",
  target: { tier: "T30", place: "320412110" },
};

describe("a link", () => {
  it("holds the whole state", () => expect(parse(serialise(everything))).toEqual(everything));
  it("leaves out what is as at first", () => expect(serialise(initial)).toBe("map=10.2/31.66/119.955"));
  it("opens the map even when damaged", () =>
    expect(parse("#map=99/x/7&kinds=houses&stages=flying&year=20215&asof=yesterday&at=500,1&minutes=-3,abc&profile=rocket&site=/&pin=1|rocket&target=/&indicator=<b>&date=soon")).toEqual({
      ...initial,
      kinds: [],
    }));
  it("can show no kind at all", () => expect(parse(serialise({ ...initial, kinds: [] })).kinds).toEqual([]));
});

describe("the store", () => {
  it("tells listeners what is and what was", () => {
    const store = new Store(initial);
    const seen: [number | null, number | null][] = [];
    store.subscribe((now, before) => seen.push([now.year, before.year]));
    store.update({ year: 2024 });
    store.update({ year: null });
    expect(seen).toEqual([[2024, null], [null, 2024]]);
  });
  it("forgets those who came after a mark, and no others", () => {
    const store = new Store(initial);
    const told: string[] = [];
    store.subscribe(() => told.push("first"));
    const forget = store.mark();
    store.subscribe(() => told.push("second"));
    forget();
    store.update({ year: 2024 });
    expect(told).toEqual(["first"]);
  });
});
