/** A form made from the schema of a collection: one field a property that may be written, of the kind, within the bounds and with the codes that it says. */

import type { PropertySchema, Schema } from "../api";
import type { Context } from "../context";
import { fill, h } from "../dom";
import type { Word } from "../i18n";

/** Given by other means: the outline, the stage resource, the register itself. */
const otherwise = new Set(["kind", "stage", "stage_date", "town_code", "geometry", "is_demo"]);

const groups: readonly (readonly [Word, readonly string[]])[] = [
  ["groupBasics", ["code", "name_zh", "name_en", "declared_town_code", "approval_no", "responsible_unit", "declared_area_m2", "source"]],
  ["groupTime", ["plan_year", "planned_start", "planned_finish", "actual_start", "actual_finish"]],
  ["groupMoney", ["budget_wan", "spent_wan", "funding_state_wan", "funding_province_wan", "funding_local_wan", "funding_private_wan"]],
];

export type Values = Readonly<Record<string, unknown>>;

/** The properties that a form asks for, by group. */
export function fieldsOf(schema: Schema): { readonly title: Word; readonly names: string[] }[] {
  const writable = Object.entries(schema.properties).filter(([name, property]) => !property.readOnly && !otherwise.has(name)).map(([name]) => name);
  const grouped = groups.map(([title, names]) => ({ title, names: names.filter((name) => writable.includes(name)) }));
  const others = writable.filter((name) => !groups.some(([, names]) => names.includes(name)));
  return [...grouped, { title: "groupKind" as const, names: others }].filter((group) => group.names.length > 0);
}

/** What was typed as a value of the property; null where nothing was. Text that is no number stays text, and the service says so. */
export function valueOf(text: string, property: PropertySchema): unknown {
  const trimmed = text.trim();
  if (trimmed === "") {
    return null;
  }
  switch (property.type) {
    case "integer":
    case "number":
      return Number.isFinite(Number(trimmed)) ? Number(trimmed) : trimmed;
    case "boolean":
      return trimmed === "true";
    case "array":
      return trimmed.split(/[,，、]\s*/).filter(Boolean);
    default:
      return trimmed;
  }
}

export class SiteForm {
  readonly element = h("form", { class: "site-form", novalidate: true, onsubmit: (event) => event.preventDefault() });
  readonly #errors = new Map<string, HTMLElement>();
  readonly #inputs = new Map<string, HTMLInputElement | HTMLSelectElement>();

  constructor(
    private readonly context: Context,
    private readonly schema: Schema,
    private readonly isNew: boolean,
    private readonly changed: (name: string, value: unknown) => void,
  ) {}

  /** Shows values; what differs from the register is marked. */
  show(base: Values, changes: Values): void {
    const { t } = this.context;
    this.#errors.clear();
    this.#inputs.clear();
    fill(this.element, ...fieldsOf(this.schema).map(({ title, names }, i) =>
      h("details", { open: i === 0 || names.some((name) => name in changes) }, h("summary", {}, t(title)), ...names.map((name) => this.#field(name, name in changes ? changes[name] : base[name], name in changes && !this.isNew)))));
  }

  /** Puts what the service objected to beside the fields; what belongs to none is returned. */
  mark(errors: readonly { readonly pointer?: string; readonly detail: string }[]): string[] {
    for (const [name, place] of this.#errors) {
      fill(place);
      this.#inputs.get(name)?.removeAttribute("aria-invalid");
    }
    const others: string[] = [];
    let first: HTMLElement | undefined;
    for (const { pointer = "", detail } of errors) {
      const name = pointer.split("/").at(-1) ?? "";
      const [place, input] = [this.#errors.get(name), this.#inputs.get(name)];
      if (place && input) {
        fill(place, detail);
        input.setAttribute("aria-invalid", "true");
        input.closest("details")?.setAttribute("open", "");
        first ??= input;
      } else {
        others.push(detail);
      }
    }
    first?.focus();
    return others;
  }

  #field(name: string, value: unknown, isChanged: boolean): HTMLElement {
    const property = this.schema.properties[name] ?? {};
    const isRequired = this.schema.required?.includes(name) ?? false;
    const input = this.#input(name, property, value);
    const error = h("span", { class: "fault", id: `fault-${name}`, role: "alert" });
    input.setAttribute("aria-describedby", error.id);
    input.addEventListener("change", () => {
      input.closest("label")?.classList.add("changed");
      this.changed(name, valueOf(input.value, property));
    });
    this.#errors.set(name, error);
    this.#inputs.set(name, input);
    return h("label", { class: isChanged ? "changed" : "" }, property.title ?? name, isRequired && h("em", {}, ` ${this.context.t("required")}`), input, error);
  }

  #input(name: string, property: PropertySchema, value: unknown): HTMLInputElement | HTMLSelectElement {
    const { t, towns, store } = this.context;
    const text = value === null || value === undefined ? "" : Array.isArray(value) ? value.join("、") : String(value);
    const options = property.oneOf?.map((option): [string, string] => [option.const, option.title])
      ?? (property.type === "boolean" ? [["true", t("yes")], ["false", t("no")]] satisfies [string, string][] : null)
      ?? (name.endsWith("town_code") ? towns.map((town): [string, string] => [town.code, town[store.state.language]]) : null);
    if (options) {
      return h("select", { name }, ...[["", t("unset")] as [string, string], ...options].map(([code, title]) => h("option", { value: code, selected: code === text }, title)));
    }
    const isNumber = property.type === "integer" || property.type === "number";
    return h("input", {
      name, value: text, type: isNumber ? "number" : property.format === "date" ? "date" : "text", min: property.minimum, max: property.maximum, maxlength: property.maxLength,
      step: property.type === "integer" ? 1 : isNumber ? "any" : null, required: this.schema.required?.includes(name) ?? false, readonly: name === "code" && !this.isNew, autocomplete: "off",
    });
  }
}
