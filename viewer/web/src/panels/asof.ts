/** The slider over the programme's years: the register as it was recorded at the end of a month, or now. */

import type { Context } from "../context";
import { fill, h } from "../dom";
import { instantOf, stepOf, stepsUntil } from "./months";

export class AsOfSlider {
  readonly element = h("div", { class: "as-of" });

  constructor(private readonly context: Context) {
    context.store.subscribe((now, before) => now.asOf !== before.asOf && this.#draw());
    this.#draw();
  }

  #draw(): void {
    const { store, t } = this.context;
    const { asOf, language } = store.state;
    const last = stepsUntil(new Date());
    const say = (instant: string | null): string => (instant === null ? t("asOfNow") : new Date(instant).toLocaleString(language === "zh" ? "zh-CN" : "en-GB", { timeZone: "Asia/Shanghai", dateStyle: "medium", timeStyle: "short" }));
    const value = asOf === null ? last : Math.min(last - 1, Math.max(1, stepOf(asOf)));
    const output = h("b", {}, say(asOf));
    const at = (step: number): string | null => (step >= last ? null : instantOf(step));
    const isFocused = this.element.contains(document.activeElement);
    const range = h("input", {
      type: "range", min: 1, max: last, value, "aria-valuetext": say(asOf),
      oninput: (e) => fill(output, say(at(Number((e.target as HTMLInputElement).value)))),
      onchange: (e) => store.update({ asOf: at(Number((e.target as HTMLInputElement).value)) }),
    });
    fill(
      this.element,
      h("label", {}, h("span", {}, t("asOfSlider"), " ", output), range),
      asOf !== null && h("p", { class: "unsaved" }, t("asOfThen"), h("button", { type: "button", onclick: () => store.update({ asOf: null }) }, t("backToNow"))),
    );
    if (isFocused) {
      range.focus();
    }
  }
}
