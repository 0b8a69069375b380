/** Unsaved work, kept by the browser until it is saved or thrown away: it survives a reload, a crash and a service that is gone. */

import { isKind, type Kind } from "../codes";
import { start, type History } from "./history";
import type { Shape } from "./shape";

/** What is drawn: the outline, and the piece that was split off to become a site of its own. */
export interface Sketch {
  readonly shape: Shape | null;
  readonly piece: Shape | null;
}

export interface Draft {
  readonly kind: Kind;
  /** Null for a site that is not in the register yet. */
  readonly code: string | null;
  /** The version that is being edited. */
  readonly version: number | null;
  /** That version's properties and outline. */
  readonly base: { readonly properties: Readonly<Record<string, unknown>>; readonly shape: Shape | null };
  /** Properties that were changed. */
  readonly changes: Readonly<Record<string, unknown>>;
  /** Code and name of the piece that was split off. */
  readonly piece: { readonly code: string; readonly name_zh: string };
  readonly sketch: History<Sketch>;
  /** When it was last touched (RFC 3339). */
  readonly touched: string;
}

const prefix = "wujin.draft:";
/** Steps that survive a reload. */
const keptSteps = 40;

/** What `localStorage` is to drafts; tests bring their own. */
export type Keeper = Pick<Storage, "getItem" | "setItem" | "removeItem" | "key" | "length">;

export const keyOf = (draft: Pick<Draft, "kind" | "code">): string => `${prefix}${draft.kind}/${draft.code ?? ""}`;

/** Whether anything was changed. */
export function isTouched(draft: Draft): boolean {
  return Object.keys(draft.changes).length > 0 || draft.sketch.past.length > 0 || draft.sketch.now.piece !== null;
}

export class Drafts {
  constructor(private readonly keeper: Keeper) {}

  /** Keeps a draft; false where the browser keeps nothing (private window, full). */
  keep(draft: Draft): boolean {
    const { past, now, future } = draft.sketch;
    try {
      this.keeper.setItem(keyOf(draft), JSON.stringify({ ...draft, sketch: { past: past.slice(-keptSteps), now, future: future.slice(0, keptSteps) } }));
      return true;
    } catch {
      return false;
    }
  }

  forget(draft: Pick<Draft, "kind" | "code">): void {
    this.keeper.removeItem(keyOf(draft));
  }

  find(kind: Kind, code: string | null): Draft | null {
    return this.#read(keyOf({ kind, code }));
  }

  /** All drafts, the latest first. What cannot be read is thrown away. */
  all(): Draft[] {
    const keys = Array.from({ length: this.keeper.length }, (_, i) => this.keeper.key(i)).filter((key): key is string => key?.startsWith(prefix) ?? false);
    return keys.flatMap((key) => this.#read(key) ?? []).sort((a, b) => b.touched.localeCompare(a.touched));
  }

  #read(key: string): Draft | null {
    try {
      const found = JSON.parse(this.keeper.getItem(key) ?? "null") as Draft | null;
      if (found === null) {
        return null;
      }
      if (isKind(found.kind) && Array.isArray(found.sketch.past) && found.sketch.now !== undefined && typeof found.changes === "object" && keyOf(found) === key) {
        return found;
      }
    } catch {
      // Written by another edition of the map, or by hand.
    }
    this.keeper.removeItem(key);
    return null;
  }
}

/** The draft of a site as it stands in the register. */
export function draftOf(kind: Kind, code: string, version: number, properties: Readonly<Record<string, unknown>>, shape: Shape | null): Draft {
  return { kind, code, version, base: { properties, shape }, changes: {}, piece: { code: "", name_zh: "" }, sketch: start({ shape, piece: null }), touched: new Date().toISOString() };
}

/** The draft of a site that is not in the register yet. */
export function newDraft(kind: Kind, defaults: Readonly<Record<string, unknown>>): Draft {
  return {
    kind, code: null, version: null, base: { properties: {}, shape: null }, changes: defaults, piece: { code: "", name_zh: "" }, sketch: start({ shape: null, piece: null }),
    touched: new Date().toISOString(),
  };
}
