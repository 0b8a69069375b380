import { describe, expect, it } from "vitest";
import { toDegrees, toMetres } from "./gausskruger";

// Transformed by PROJ 9.1.1, EPSG:4490 to EPSG:4549.
const points: [lon: number, lat: number, northing: number, easting: number][] = [
  [119.9372712259, 4.8619446000, 537619.265294, 493042.022058],
  [119.3817746638, 45.9820867740, 5094280.711682, 452094.804438],
  [119.2777016600, 7.7349887945, 855410.376133, 420318.834955],
  [119.6025122388, 22.6593335138, 2506866.208131, 459146.768314],
  [119.1128307858, 6.9418838195, 767723.131008, 401956.130709],
  [120.3625480630, 34.1651533139, 3782040.283551, 533429.048733],
];

describe("EPSG:4549", () => {
  it.each(points)("agrees with PROJ at %f, %f", (lon, lat, northing, easting) => {
    const metres = toMetres(lon, lat);
    expect(metres.northing).toBeCloseTo(northing, 3);
    expect(metres.easting).toBeCloseTo(easting, 3);
  });

  it.each(points)("comes back to %f, %f", (lon, lat, northing, easting) => {
    const back = toDegrees(northing, easting);
    expect(back.lon).toBeCloseTo(lon, 9);
    expect(back.lat).toBeCloseTo(lat, 9);
  });
});
