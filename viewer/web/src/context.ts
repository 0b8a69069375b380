/** What every panel works with. */

import type { MapSettings } from "./mapsettings";
import type { RenewalMap } from "./map/map";
import type { Translate } from "./i18n";
import type { Store } from "./state";
import type { Town } from "./towns";

export interface Context {
  readonly store: Store;
  readonly map: RenewalMap;
  readonly towns: readonly Town[];
  readonly settings: MapSettings;
  readonly t: Translate;
  /** Shows a message until the next one, or until it is over. */
  readonly say: (text: string, kind?: "fault" | "note") => void;
}
