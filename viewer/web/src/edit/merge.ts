/**
 * Two people changed one site. The service tells, field by field, what it was (base), what the other one recorded (theirs) and what was to be recorded
 * (yours); here a person decides, and what is to be sent for the version they now know of is worked out.
 */

export interface Field {
  /** JSON pointer: "/properties/name_zh" or "/geometry". */
  readonly pointer: string;
  /** Missing where the version that was edited is not known any more. */
  readonly base?: unknown;
  readonly theirs: unknown;
  readonly yours: unknown;
  readonly is_conflict: boolean;
}

export type Choice = "yours" | "theirs";

/** What is taken where nobody has to decide: the side that changed. */
export function usual(field: Field): Choice | null {
  if (field.is_conflict) {
    return null;
  }
  return "base" in field && same(field.yours, field.base) ? "theirs" : "yours";
}

/** The fields that a person has to decide on. */
export const open = (fields: readonly Field[], choices: ReadonlyMap<string, Choice>): Field[] =>
  fields.filter((field) => usual(field) === null && !choices.has(field.pointer));

export interface Merged {
  /** Properties in which the outcome differs from theirs. */
  readonly properties: Readonly<Record<string, unknown>>;
  /** The geometry, where the outcome differs from theirs. */
  readonly geometry?: unknown;
}

/** The change that makes of theirs what was decided. Undecided conflicts stay theirs: nothing is overwritten by oversight. */
export function merge(fields: readonly Field[], choices: ReadonlyMap<string, Choice>): Merged {
  const properties: Record<string, unknown> = {};
  let geometry: { readonly geometry?: unknown } = {};
  for (const field of fields) {
    const choice = choices.get(field.pointer) ?? usual(field) ?? "theirs";
    if (choice === "yours" && !same(field.yours, field.theirs)) {
      if (field.pointer === "/geometry") {
        geometry = { geometry: field.yours };
      } else {
        properties[nameOf(field.pointer)] = field.yours ?? null;
      }
    }
  }
  return { properties, ...geometry };
}

/** The property a pointer names (RFC 6901). */
export function nameOf(pointer: string): string {
  return (pointer.split("/").at(-1) ?? "").replaceAll("~1", "/").replaceAll("~0", "~");
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a ?? null) === JSON.stringify(b ?? null);
