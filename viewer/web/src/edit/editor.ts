/** Editing one site: outline and attributes, kept as a draft until they are saved. Loaded when it is first needed. */

import { ApiProblem, type Schema } from "../api";
import { kinds } from "../codes";
import type { Context } from "../context";
import { fill, h } from "../dom";
import { askAboutConflict, conflictOf } from "./conflict";
import { isTouched, type Draft, type Drafts } from "./drafts";
import { SiteForm } from "./form";
import type { Merged } from "./merge";
import { OutlineEditor } from "./outline";
import { geometryOf, sameShape } from "./shape";
import { createSite, patchSite, splitSite, writer, type Change } from "./writing";

export class Editor {
  readonly element = h("article", { class: "editor" });
  readonly #outline: OutlineEditor;
  readonly #form: SiteForm;
  readonly #message = h("div", { class: "save-message", "aria-live": "assertive" });
  readonly #piece = h("fieldset", { class: "piece", hidden: true });
  readonly #token = h("form", { hidden: true, onsubmit: (event) => event.preventDefault() });
  #draft: Draft;
  #reason = "";
  #isSaving = false;

  constructor(
    private readonly context: Context,
    private readonly schema: Schema,
    draft: Draft,
    private readonly drafts: Drafts,
    /** The code of what was saved, or null where the work was thrown away. */
    private readonly done: (code: string | null) => void,
  ) {
    const { t } = context;
    this.#draft = draft;
    this.#form = new SiteForm(context, schema, draft.code === null, (name, value) => this.#change(name, value));
    this.#form.show(draft.base.properties, draft.changes);
    this.#outline = new OutlineEditor(context, draft, (sketch) => {
      this.#keep({ ...this.#draft, sketch });
      this.#drawPiece();
    });
    const { language } = context.store.state;
    const title = draft.code === null ? `${t("newSite")} · ${kinds[draft.kind][language]}` : `${t("edit")} · ${String(draft.base.properties["name_zh"] ?? draft.code)}`;
    fill(this.#token, h("label", {}, t("token"), h("input", { type: "password", autocomplete: "off", onchange: (e) => (writer.token = (e.target as HTMLInputElement).value) })));
    fill(
      this.element,
      h("h2", { tabindex: -1 }, title),
      this.#outline.element,
      this.#piece,
      h("h3", {}, t("attributes")),
      this.#form.element,
      h("label", {}, t("reason"), h("input", { name: "reason", maxlength: 1000, autocomplete: "off", onchange: (e) => (this.#reason = (e.target as HTMLInputElement).value.trim()) })),
      h("label", {}, t("who"), h("input", { name: "who", value: writer.actor, maxlength: 100, autocomplete: "name", onchange: (e) => (writer.actor = (e.target as HTMLInputElement).value.trim()) })),
      this.#token,
      this.#message,
      h("p", { class: "actions save-bar" },
        h("button", { type: "button", class: "primary", onclick: () => void this.save() }, t("save")),
        h("button", { type: "button", onclick: () => this.#discard() }, t("discard")),
        h("small", {}, t("keptHere"))),
    );
    document.addEventListener("keydown", this.#key);
    this.#drawPiece();
  }

  dispose(): void {
    document.removeEventListener("keydown", this.#key);
    this.#outline.dispose();
  }

  pause(isPaused: boolean): void {
    this.#outline.pause(isPaused);
  }

  /** Saves; asks where somebody else saved before. */
  async save(): Promise<void> {
    const { t } = this.context;
    const draft = this.#draft;
    if (this.#isSaving) {
      return;
    }
    if (!isTouched(draft)) {
      this.#say(t("nothingChanged"));
    } else if (!this.#outline.isValid) {
      this.#say(t("invalidOutline"), true);
    } else {
      await this.#send(changeOf(draft), draft.version);
    }
  }

  async #send(change: Change, version: number | null): Promise<void> {
    const { t, say } = this.context;
    const { kind, code } = this.#draft;
    this.#isSaving = true;
    this.#say(t("saving"));
    try {
      const saved = await this.#write(change, version);
      this.drafts.forget({ kind, code });
      const found = saved as { id?: string; properties?: Record<string, unknown> } | undefined;
      say(`${t("saved")}${String(found?.properties?.["version"] ?? "")}`);
      this.done(code ?? String(change.properties["code"] ?? found?.id ?? ""));
    } catch (error) {
      if (!(error instanceof ApiProblem)) {
        throw error;
      }
      await this.#refused(error);
    } finally {
      this.#isSaving = false;
    }
  }

  #write(change: Change, version: number | null): Promise<unknown> {
    const { kind, code, sketch, piece } = this.#draft;
    if (code === null || version === null) {
      return createSite(kind, change, this.#reason);
    }
    const part = geometryOf(sketch.now.piece);
    if (part === null) {
      return patchSite(kind, code, version, change, this.#reason);
    }
    const { stage, stage_date: stageDate, is_demo: isDemo, plan_year: year } = this.#draft.base.properties;
    const properties = { ...Object.fromEntries(Object.entries({ stage, stage_date: stageDate, is_demo: isDemo, plan_year: year }).filter(([, value]) => value !== undefined && value !== null)), ...piece };
    return splitSite(kind, code, version, change, { properties, geometry: part }, this.#reason);
  }

  async #refused(problem: ApiProblem): Promise<void> {
    const { t } = this.context;
    const conflict = conflictOf(problem.document);
    if (conflict) {
      this.#say("");
      const merged = await askAboutConflict(this.context, this.schema, conflict, (field) => this.#outline.compare(field));
      if (merged) {
        await this.#send(changeOfMerge(merged), conflict.version);
      }
      return;
    }
    if (problem.status === 401 || problem.status === 403) {
      this.#token.hidden = false;
    }
    const others = this.#form.mark(problem.errors);
    this.#say(problem.isOffline ? `${t("offline")} ${t("keptHere")}` : [problem.detail || problem.title, ...others].join(" "), true);
  }

  #change(name: string, value: unknown): void {
    const { [name]: _, ...others } = this.#draft.changes;
    const isAsBefore = JSON.stringify(value ?? null) === JSON.stringify(this.#draft.base.properties[name] ?? null);
    this.#keep({ ...this.#draft, changes: isAsBefore ? others : { ...others, [name]: value } });
  }

  #keep(draft: Draft): void {
    this.#draft = { ...draft, touched: new Date().toISOString() };
    if (!this.drafts.keep(this.#draft)) {
      this.#say(this.context.t("notKept"), true);
    }
  }

  #drawPiece(): void {
    const { t } = this.context;
    const isSplit = this.#draft.sketch.now.piece !== null;
    if (isSplit !== this.#piece.hidden) {
      return;
    }
    this.#piece.hidden = !isSplit;
    if (!isSplit) {
      return;
    }
    const { code, base } = this.#draft;
    const usual = { code: this.#draft.piece.code || `${code ?? ""}-2`, name_zh: this.#draft.piece.name_zh || `${String(base.properties["name_zh"] ?? "")}（二）` };
    this.#keep({ ...this.#draft, piece: usual });
    const input = (name: "code" | "name_zh"): HTMLElement => h("input", {
      name: `piece-${name}`, value: usual[name], maxlength: 200, autocomplete: "off",
      onchange: (e) => this.#keep({ ...this.#draft, piece: { ...this.#draft.piece, [name]: (e.target as HTMLInputElement).value.trim() } }),
    });
    fill(this.#piece, h("legend", {}, t("toolSplit")), h("label", {}, t("pieceCode"), input("code")), h("label", {}, t("pieceName"), input("name_zh")), h("p", { class: "hint" }, t("pieceHint")));
  }

  #discard(): void {
    if (!isTouched(this.#draft) || confirm(this.context.t("discardSure"))) {
      this.drafts.forget(this.#draft);
      this.done(null);
    }
  }

  #say(text: string, isFault = false): void {
    fill(this.#message, text && h("p", { class: isFault ? "fault" : "hint" }, text));
  }

  readonly #key = (event: KeyboardEvent): void => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "s") {
      event.preventDefault();
      void this.save();
    } else {
      this.#outline.key(event);
    }
  };
}

/** What differs from the version that was read. */
export function changeOf(draft: Draft): Change {
  const { shape } = draft.sketch.now;
  return sameShape(shape, draft.base.shape) ? { properties: draft.changes } : { properties: draft.changes, geometry: geometryOf(shape) };
}

const changeOfMerge = ({ properties, geometry }: Merged): Change => (geometry === undefined ? { properties } : { properties, geometry });
