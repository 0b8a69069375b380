/** Puts the page together: the bar on top, the panels beside the map, the coordinates under the pointer. */

import "maplibre-gl/dist/maplibre-gl.css";
import "./app.css";
import "./edit.css";
import "./connect.css";
import "./dashboard.css";
import { ApiProblem, onOffline } from "./api";
import { connection } from "./connection";
import type { Context } from "./context";
import { debounce, fill, h } from "./dom";
import { toMetres } from "./gausskruger";
import { translator, type Translate } from "./i18n";
import { imprint, noSettings, readMapSettings } from "./mapsettings";
import { RenewalMap } from "./map/map";
import { DashboardPanel } from "./dashboard/dashboard";
import { LayersPanel } from "./panels/layers";
import { ReachPanel } from "./panels/reach";
import { RegisterPanel } from "./panels/register";
import { ScenariosPanel } from "./panels/scenarios";
import { TiersPanel } from "./panels/tiers";
import { mostOrigins, panels, parse, serialise, Store, type MapState } from "./state";
import { readTowns, type Town } from "./towns";

const app = document.querySelector("#app") as HTMLElement;
const store = new Store(parse(location.hash));
let towns: Town[] = [];
let settings = noSettings;

const gone = h("p", { class: "gone", role: "alert", hidden: true }, translator(store.state.language)("offline"));
const imprintLine = h("p", { class: "imprint" });
const message = h("p", { class: "message", role: "status", hidden: true });
const say: Context["say"] = (text, kind = "note") => {
  fill(message, text);
  message.className = `message ${kind}`;
  message.hidden = false;
  hide();
};
const hide = debounce(6000, () => (message.hidden = true));

const mapElement = h("div", { id: "map", role: "application", "aria-label": "地图 Map" });
const bar = h("header", { class: "bar" });
const sidebar = h("aside", { class: "sidebar" });
const pointer = h("output", { class: "pointer", "aria-live": "off" });
fill(app, bar, sidebar, mapElement, pointer, imprintLine, gone, message);

const map = new RenewalMap(mapElement, store, (code) => towns.find((town) => town.code === code)?.zh ?? null);
const t: Translate = (word) => translator(store.state.language)(word);

map.libre.on("mousemove", ({ lngLat: { lng, lat } }) => {
  const metres = toMetres(lng, lat);
  fill(pointer, `${lng.toFixed(6)}°E ${lat.toFixed(6)}°N`, h("small", {}, `EPSG:4549 X ${metres.northing.toFixed(1)} Y ${metres.easting.toFixed(1)}`));
});
map.libre.on("error", ({ error }) => {
  if (!(error instanceof DOMException) && /fetch|network|load/i.test(error.message)) {
    connection.lost();
  }
});
onOffline(() => connection.lost());
connection.listen((isBack) => {
  gone.hidden = isBack;
  if (isBack) {
    say(t("isBack"));
    map.reload();
    void start();
  }
});
map.onClick = ({ place, site, adds }) => {
  if (store.state.panel === "reach") {
    const { origins } = store.state;
    store.update({ origins: adds && origins.length < mostOrigins ? [...origins, place] : [place] });
  } else if (site) {
    store.update({ site, panel: "register" });
  }
};

function drawBar(state: MapState): void {
  document.documentElement.lang = state.language === "zh" ? "zh-CN" : "en";
  document.documentElement.dataset["theme"] = map.theme();
  document.title = t("title");
  fill(
    bar,
    h("h1", {}, t("title")),
    h("span", { class: "demo-badge", title: t("demoMore") }, t("demo")),
    h("nav", { role: "tablist", "aria-label": t("layers") }, ...panels.map((panel) =>
      h("button", { type: "button", role: "tab", "aria-selected": String(panel === state.panel), onclick: () => store.update({ panel }) }, t(panel)))),
    h("button", { type: "button", class: "quiet", onclick: () => store.update({ language: state.language === "zh" ? "en" : "zh" }) }, state.language === "zh" ? "English" : "中文"),
    h("a", { class: "quiet", href: "./?f=html" }, "API"),
  );
}

/** The panels in one language; made anew when it changes. */
function buildPanels(): void {
  forgetPanels();
  const context: Context = { store, map, towns, settings, t, say };
  const built = { dashboard: new DashboardPanel(context), register: new RegisterPanel(context), reach: new ReachPanel(context), tiers: new TiersPanel(context), scenarios: new ScenariosPanel(context), layers: new LayersPanel(context) };
  fill(sidebar, ...panels.map((panel) => built[panel].element));
  showPanel = (state) => panels.forEach((panel) => (built[panel].element.hidden = panel !== state.panel));
  showPanel(store.state);
}

const resultOverlays = ["reach", "changed", "routes", "towns-shaded"] as const;
let forgetPanels: () => void = () => undefined;
let showPanel: (state: MapState) => void = () => undefined;

const remember = debounce(150, () => history.replaceState(null, "", `#${serialise(store.state)}`));
store.subscribe((now, before) => {
  if (now.language !== before.language) {
    location.hash = serialise(now);
    location.reload();
    return;
  }
  if (now.panel !== before.panel) {
    // What a panel shows on the map goes with it; the next one, told after this, shows its own.
    resultOverlays.forEach((overlay) => map.show(overlay, null));
  }
  map.draw(now);
  remember();
  if (now.panel !== before.panel || now.theme !== before.theme) {
    drawBar(now);
    showPanel(now);
  }
});
addEventListener("hashchange", () => {
  if (location.hash !== `#${serialise(store.state)}`) {
    location.reload();
  }
});

/** Reads what the panels rest on, and builds them; again when the service is back, unless something is being edited. */
async function start(): Promise<void> {
  try {
    [towns, settings] = await Promise.all([readTowns(), readMapSettings().catch(() => settings)]);
  } catch (error) {
    if (!(error instanceof ApiProblem)) {
      throw error;
    }
    if (!error.isOffline) {
      say(t("failed") + error.message, "fault");
    }
  }
  map.basemaps = settings.basemaps;
  fill(imprintLine, ...imprint(settings).map((line) => h("span", {}, line)));
  if (!document.querySelector(".editor, .scenario")) {
    buildPanels();
  }
  map.draw(store.state);
}

forgetPanels = store.mark();
drawBar(store.state);
await start();
