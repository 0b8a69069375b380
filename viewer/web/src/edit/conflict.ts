/** The dialogue for a site that somebody else changed meanwhile: field by field what it was, theirs and mine. */

import type { PropertySchema, Schema } from "../api";
import type { Context } from "../context";
import { fill, h } from "../dom";
import { area } from "../i18n";
import { merge, nameOf, open, usual, type Choice, type Field, type Merged } from "./merge";
import { shapeOf } from "./shape";
import { areaOf } from "./topology";

export interface Conflict {
  readonly fields: readonly Field[];
  readonly by: string;
  readonly version: number;
}

/** What the service says of a stale write, of one site or of a batch; null where it says something else. */
export function conflictOf(document: Readonly<Record<string, unknown>>): Conflict | null {
  const results = document["results"] as readonly { readonly status: number; readonly problem?: Readonly<Record<string, unknown>> }[] | undefined;
  const stale = results ? results.find((result) => result.status === 412)?.problem : document;
  const fields = stale?.["fields"];
  return Array.isArray(fields) ? { fields: fields as Field[], by: String(stale?.["current_updated_by"] ?? ""), version: Number(stale?.["current_version"]) } : null;
}

/** Asks; the outcome to be saved for the version that is current, or null to go on editing. */
export function askAboutConflict(context: Context, schema: Schema, conflict: Conflict, showGeometry: (field: Field | null) => void): Promise<Merged | null> {
  const { t } = context;
  const choices = new Map<string, Choice>();
  const table = h("tbody");
  const warning = h("p", { class: "fault", role: "alert" });
  const dialog = h("dialog", { class: "conflict", "aria-label": t("conflictTitle") });
  const draw = (): void => fill(table, ...conflict.fields.map((field) => row(context, schema, field, choices.get(field.pointer) ?? usual(field), (choice) => {
    choices.set(field.pointer, choice);
    draw();
  })));
  const all = (choice: Choice) => (): void => {
    conflict.fields.filter((field) => field.is_conflict).forEach((field) => choices.set(field.pointer, choice));
    draw();
  };
  showGeometry(conflict.fields.find((field) => field.pointer === "/geometry") ?? null);
  draw();
  return new Promise((resolve) => {
    const close = (outcome: Merged | null): void => {
      showGeometry(null);
      dialog.close();
      dialog.remove();
      resolve(outcome);
    };
    const save = (): void => {
      if (open(conflict.fields, choices).length > 0) {
        fill(warning, t("decideAll"));
      } else {
        close(merge(conflict.fields, choices));
      }
    };
    fill(
      dialog,
      h("h2", {}, t("conflictTitle")),
      h("p", { class: "hint" }, `${conflict.by} · v${conflict.version}. `, t("conflictHint")),
      h("div", { class: "scroll" }, h("table", {},
        h("thead", {}, h("tr", {}, h("td"), h("th", { scope: "col" }, t("base")), h("th", { scope: "col" }, t("theirs")), h("th", { scope: "col" }, t("mine")))), table)),
      warning,
      h("p", { class: "actions" },
        h("button", { type: "button", class: "primary", onclick: save }, t("saveMerged")),
        h("button", { type: "button", onclick: all("yours") }, t("allMine")),
        h("button", { type: "button", onclick: all("theirs") }, t("allTheirs")),
        h("button", { type: "button", onclick: () => close(null) }, t("backToEdit"))),
    );
    dialog.addEventListener("cancel", () => close(null));
    document.body.append(dialog);
    dialog.showModal();
  });
}

function row(context: Context, schema: Schema, field: Field, chosen: Choice | null, choose: (choice: Choice) => void): HTMLElement {
  const { t } = context;
  const name = nameOf(field.pointer);
  const title = field.pointer === "/geometry" ? t("geometryShape") : (schema.properties[name]?.title ?? name);
  const say = (value: unknown): string => words(context, schema.properties[name], value);
  const side = (choice: Choice, value: unknown): HTMLElement => h("td", { class: chosen === choice ? "taken" : "" }, field.is_conflict
    ? h("label", {}, h("input", { type: "radio", name: field.pointer, checked: chosen === choice, "aria-label": `${title} ${t(choice === "yours" ? "mine" : "theirs")}`, onchange: () => choose(choice) }), say(value))
    : say(value));
  return h("tr", { class: field.is_conflict ? "conflicting" : "" }, h("th", { scope: "row" }, title), h("td", {}, "base" in field ? say(field.base) : "—"), side("theirs", field.theirs), side("yours", field.yours));
}

function words({ t, store }: Context, property: PropertySchema | undefined, value: unknown): string {
  if (value === null || value === undefined) {
    return t("unset");
  }
  if (typeof value === "object" && "type" in value) {
    const shape = shapeOf(value as { type: string; coordinates?: unknown });
    return shape ? area(areaOf(shape), store.state.language) : t("unset");
  }
  return property?.oneOf?.find((option) => option.const === value)?.title ?? (typeof value === "boolean" ? t(value ? "yes" : "no") : String(value));
}
