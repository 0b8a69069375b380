/** Where editing happens in the register: opens and closes the editor, which is loaded when it is first needed, and offers unsaved work. */

import { type Site } from "../api";
import { kindIds, kinds, type Kind } from "../codes";
import type { Context } from "../context";
import { fill, h } from "../dom";
import { Drafts, draftOf, newDraft, type Draft } from "../edit/drafts";
import type { Editor } from "../edit/editor";
import { shapeOf } from "../edit/shape";
import { schemaOf } from "./card";

export class EditingDesk {
  readonly element = h("div", { class: "desk" });
  readonly #drafts = new Drafts(localStorage);
  #editor: Editor | null = null;

  constructor(
    private readonly context: Context,
    private readonly turned: () => void,
    private readonly saved: () => void,
  ) {
    context.store.subscribe((now, before) => {
      if (now.panel !== before.panel) {
        this.#editor?.pause(now.panel !== "register");
      }
    });
  }

  get isOpen(): boolean {
    return this.#editor !== null;
  }

  /** Edits a site as it was just read, or goes on with what was not saved. */
  async editSite(kind: Kind, site: Site): Promise<void> {
    await this.#open(this.#drafts.find(kind, site.id) ?? draftOf(kind, site.id, Number(site.properties["version"]), site.properties, shapeOf(site.geometry)));
  }

  newSiteButtons(): HTMLElement {
    const { t, store } = this.context;
    const choose = (select: HTMLSelectElement): void => {
      const kind = select.value as Kind;
      select.value = "";
      void this.#open(this.#drafts.find(kind, null) ?? newDraft(kind, {}));
    };
    return h("select", { class: "new-site", "aria-label": t("newSite"), onchange: (event) => choose(event.target as HTMLSelectElement) },
      h("option", { value: "" }, `＋ ${t("newSite")}`), ...kindIds.map((kind) => h("option", { value: kind }, kinds[kind][store.state.language])));
  }

  /** One line for every piece of work that was not saved. */
  unsaved(): HTMLElement[] {
    const { t, store } = this.context;
    return this.#drafts.all().map((draft) => h("p", { class: "unsaved" },
      h("strong", {}, t("unsavedWork")),
      ` ${draft.code ?? t("newSite")} · ${String(draft.changes["name_zh"] ?? draft.base.properties["name_zh"] ?? kinds[draft.kind][store.state.language])} `,
      h("button", { type: "button", class: "primary", onclick: () => void this.#open(draft) }, t("resume")),
      h("button", {
        type: "button", onclick: () => {
          if (confirm(t("discardSure"))) {
            this.#drafts.forget(draft);
            this.turned();
          }
        },
      }, t("discard"))));
  }

  async #open(draft: Draft): Promise<void> {
    const { context } = this;
    const { map, store, t, say } = context;
    try {
      const [{ Editor }, schema] = await Promise.all([import("../edit/editor"), schemaOf(draft.kind, store.state.language)]);
      this.#close();
      this.#editor = new Editor(context, schema, draft, this.#drafts, (code) => {
        this.#close();
        if (code !== null) {
          map.reload();
          this.saved();
          store.update({ site: { kind: draft.kind, code } });
        }
        this.turned();
      });
    } catch {
      say(t("offline"), "fault");
      return;
    }
    fill(this.element, this.#editor.element);
    this.turned();
    this.element.querySelector("h2")?.focus();
    const shape = draft.sketch.now.shape;
    if (shape) {
      map.fit({ type: "MultiPolygon", coordinates: shape.map((part) => part.map((ring) => ring.map((point) => [...point]))) });
    }
  }

  #close(): void {
    this.#editor?.dispose();
    this.#editor = null;
    fill(this.element);
  }
}
