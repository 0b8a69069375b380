/** The versions of a site: who, when, why; each can be seen as it was, and what it changed, on the map and field by field. */

import { ApiProblem, get, type Schema, type Site, type VersionList } from "../api";
import type { Kind } from "../codes";
import type { Context } from "../context";
import { fill, h } from "../dom";
import { shown } from "./shown";

export function history(context: Context, kind: Kind, code: string, schema: Schema, versions: VersionList): HTMLElement {
  const { store, t } = context;
  const { language } = store.state;
  const result = h("div", { class: "version-changes", "aria-live": "polite" });
  return h("section", {}, result, h("ol", { class: "history" }, ...versions.versions.map((v) => h("li", {},
    h("button", { type: "button", title: t("asOf"), onclick: () => store.update({ asOf: v.recorded_at, site: { kind, code } }) }, `v${v.version}`),
    ` ${new Date(v.recorded_at).toLocaleString(language === "zh" ? "zh-CN" : "en-GB")} · ${v.recorded_by} `,
    v.version > 1 && h("button", { type: "button", "aria-label": `${t("whatChanged")} v${v.version}`, onclick: () => void showChange(context, result, kind, code, schema, v.version) }, t("whatChanged")),
    v.reason && h("small", {}, v.reason),
    v.changed && v.changed.length > 0 && h("small", {}, v.changed.map((name) => schema.properties[name]?.title ?? name).join(language === "zh" ? "、" : ", "))))));
}

async function showChange(context: Context, place: HTMLElement, kind: Kind, code: string, schema: Schema, version: number): Promise<void> {
  const { map, t, store } = context;
  const { language } = store.state;
  const path = `collections/${kind}/items/${encodeURIComponent(code)}/versions`;
  try {
    const [before, after, { cut, areaOf }, { changeColours }, { shapeOf, geometryOf }] = await Promise.all([
      get<Site>(`${path}/${version - 1}`, {}), get<Site>(`${path}/${version}`, {}), import("../edit/topology"), import("../connect/difference"), import("../edit/shape"),
    ]);
    const [was, is] = [shapeOf(before.geometry) ?? [], shapeOf(after.geometry) ?? []];
    const parts = [["gained", cut(is, was) ?? []], ["lost", cut(was, is) ?? []]] as const;
    map.show("changed", {
      type: "FeatureCollection",
      features: parts.flatMap(([change, shape]) => {
        const geometry = geometryOf(shape);
        return geometry ? [{ type: "Feature" as const, properties: { colour: changeColours[change] }, geometry }] : [];
      }),
    });
    if (after.geometry ?? before.geometry) {
      map.fit((after.geometry ?? before.geometry) as NonNullable<Site["geometry"]>);
    }
    const { area } = await import("../i18n");
    const names = Object.keys(schema.properties).filter((name) => name !== "geometry" && !["version", "updated_at", "updated_by"].includes(name) && JSON.stringify(before.properties[name] ?? null) !== JSON.stringify(after.properties[name] ?? null));
    const say = (site: Site, name: string): string => (site.properties[name] === null || site.properties[name] === undefined ? t("unset") : shown(site.properties[name], schema.properties[name] ?? {}, language));
    const moved = parts.filter(([, shape]) => shape.length > 0);
    fill(
      place,
      h("h4", {}, `${t("changedTitle")} v${version - 1} → v${version}`),
      h("p", { class: "hint" }, moved.length === 0 ? t("sameGeometry") : moved.map(([change, shape]) => `${t(change)} ${area(areaOf(shape), language)}`).join("　")),
      h("table", { class: "ranking" }, h("thead", {}, h("tr", {}, h("td"), h("th", { scope: "col" }, t("before")), h("th", { scope: "col" }, t("after")))),
        h("tbody", {}, ...names.map((name) => h("tr", {}, h("th", { scope: "row" }, schema.properties[name]?.title ?? name), h("td", {}, say(before, name)), h("td", {}, say(after, name)))))),
    );
    place.scrollIntoView({ block: "nearest" });
  } catch (error) {
    if (!(error instanceof ApiProblem)) {
      throw error;
    }
    fill(place, h("p", { class: "fault" }, error.isOffline ? t("offline") : error.message));
  }
}
