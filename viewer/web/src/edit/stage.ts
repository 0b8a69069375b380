/** Moves a site to one of the stages that may follow, on a day, for a reason. */

import { ApiProblem, type StageHistory } from "../api";
import { stages, type Kind, type Stage } from "../codes";
import type { Context } from "../context";
import { fill, h } from "../dom";
import { moveStage, writer } from "./writing";

export function stageForm({ store, t, say }: Context, kind: Kind, code: string, history: StageHistory, moved: () => void): HTMLElement {
  const { language } = store.state;
  const message = h("p", { class: "fault", role: "alert" });
  const submit = async (form: HTMLFormElement): Promise<void> => {
    const given = new FormData(form);
    const text = (name: string): string => String(given.get(name) ?? "").trim();
    fill(message);
    if (text("who")) {
      writer.actor = text("who");
    }
    if (text("token")) {
      writer.token = text("token");
    }
    try {
      await moveStage(kind, code, history.version, text("stage"), text("date"), text("reason"));
      say(`${t("changeStage")}: ${stages[text("stage") as Stage]?.[language] ?? text("stage")}`);
      moved();
    } catch (error) {
      if (!(error instanceof ApiProblem)) {
        throw error;
      }
      if (error.status === 401 || error.status === 403) {
        form.querySelector(".token")?.removeAttribute("hidden");
      }
      fill(message, error.isOffline ? t("offline") : [error.detail || error.title, ...error.errors.map((e) => e.detail)].join(" "));
    }
  };
  return h("details", { class: "stage-form" }, h("summary", {}, t("changeStage")),
    history.next.length === 0 ? h("p", { class: "hint" }, t("noNextStage")) : h("form", { onsubmit: (event) => (event.preventDefault(), void submit(event.target as HTMLFormElement)) },
      h("label", {}, t("stage"), h("select", { name: "stage" }, ...history.next.map((next) => h("option", { value: next.stage }, language === "zh" ? next.title_zh : next.title_en)))),
      h("label", {}, t("onDate"), h("input", { type: "date", name: "date" })),
      h("label", {}, t("reason"), h("input", { name: "reason", maxlength: 1000, autocomplete: "off" })),
      h("label", {}, t("who"), h("input", { name: "who", value: writer.actor, maxlength: 100, autocomplete: "name" })),
      h("label", { class: "token", hidden: true }, t("token"), h("input", { name: "token", type: "password", autocomplete: "off" })),
      message,
      h("button", { type: "submit", class: "primary" }, t("record"))));
}
