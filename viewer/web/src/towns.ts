/** Towns of the district: for the filter by town, and to find places by name. */

import { api } from "./api";

export interface Town {
  readonly code: string;
  readonly zh: string;
  readonly en: string;
}

export interface NamedPlace extends Town {
  readonly lon: number;
  readonly lat: number;
}

export async function readTowns(): Promise<Town[]> {
  const page = await api.features("towns");
  return page.features.map((town) => ({
    code: town.id,
    zh: String(town.properties["name_zh"] ?? town.id),
    en: String(town.properties["name_en"] ?? town.properties["name_zh"] ?? town.id),
  }));
}

/** Places with a point, for go-to. */
export async function readPlaces(): Promise<NamedPlace[]> {
  const pages = await Promise.all(["places", "platforms"].map((collection) => api.features(collection)));
  return pages.flatMap((page) =>
    page.features.flatMap((place) => {
      const [lon, lat] = place.geometry?.type === "Point" ? place.geometry.coordinates : [];
      return lon === undefined || lat === undefined
        ? []
        : [{ code: place.id, zh: String(place.properties["name_zh"] ?? ""), en: String(place.properties["name_en"] ?? ""), lon, lat }];
    }),
  );
}
