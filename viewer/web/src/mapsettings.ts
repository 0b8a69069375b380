/** What the installation set for the map: basemaps of others, the lines that every map must carry. */

import { get } from "./api";

export interface Basemap {
  readonly id: string;
  readonly titleZh: string;
  readonly titleEn: string;
  /** Address templates with {z}, {x} and {y}, the lowest layer first. */
  readonly tiles: readonly string[];
  readonly attribution?: string | null;
}

export interface MapSettings {
  readonly basemaps: readonly Basemap[];
  /** Map approval number (审图号). */
  readonly approval_no?: string | null;
  /** Classification (密级). */
  readonly classification?: string | null;
}

export const noSettings: MapSettings = { basemaps: [] };

export const readMapSettings = (): Promise<MapSettings> => get("map/settings", {});

/** The lines that have to stand on every map. */
export function imprint(settings: MapSettings): string[] {
  return [settings.approval_no && `审图号：${settings.approval_no}`, settings.classification && `密级：${settings.classification}`].filter((line): line is string => Boolean(line));
}
