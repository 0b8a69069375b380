/** One scenario: draw a road, close roads, change speeds; name it, save it, see what it changes. */

import type { Feature } from "geojson";
import { ApiProblem } from "../api";
import { roadClassName } from "../codes";
import { forgetScenarioDraft, keepScenarioDraft } from "../connect/scenario-draft";
import { scenarios, type EditProperties, type Scenario } from "../connect/scenarios";
import type { Context } from "../context";
import { fill, h } from "../dom";
import { closed, type Point } from "../edit/shape";
import { SketchTool, type Mode } from "../edit/tool";
import { writer } from "../edit/writing";
import { number, type Word } from "../i18n";
import { lengthMetres } from "../map/geodesy";
import { ComparisonView } from "./comparison";

type Edit = Scenario["features"][number];

const editColours: Record<EditProperties["edit"], string> = { add: "#0a7f5a", close: "#c4161c", speed: "#c77700" };
const editWords: Record<EditProperties["edit"], Word> = { add: "editAdd", close: "editClose", speed: "editSpeed" };
/** Classes that are built as projects, with the speed that they are usually planned for. */
const classes = { motorway: 120, trunk: 80, primary: 60, secondary: 50, tertiary: 40, residential: 30 } as const;

export class ScenarioEditor {
  readonly element = h("article", { class: "card scenario" });
  readonly #tools = h("div", { class: "tools", role: "toolbar" });
  readonly #edits = h("ol", { class: "edits" });
  readonly #message = h("div", { "aria-live": "assertive" });
  readonly #tool: SketchTool;
  readonly #comparison: ComparisonView;
  #scenario: Scenario;
  #drawing: EditProperties["edit"] | null = null;
  #marks: readonly Feature[] = [];
  #isSaved: boolean;

  constructor(
    private readonly context: Context,
    scenario: Scenario,
    private readonly left: () => void,
  ) {
    const { t, map } = context;
    this.#scenario = scenario;
    this.#isSaved = scenario.version !== undefined;
    this.#comparison = new ComparisonView(context);
    this.#tool = new SketchTool(map, {
      shape: () => null, neighbours: () => [], isSnapping: () => false, preview: () => undefined, reshaped: () => undefined, chosen: () => undefined,
      drawn: (mode, points) => this.#drawn(mode, points),
      marks: (features) => {
        this.#marks = features;
        map.show("edit", { type: "FeatureCollection", features: [...this.#marks] });
      },
      ended: () => {
        this.#drawing = null;
        this.#drawTools();
      },
    });
    const text = (name: "name_zh" | "code", label: Word, field: string): HTMLElement => h("label", {}, t(label), h("input", {
      name: field, value: this.#scenario[name], maxlength: name === "code" ? 64 : 200, autocomplete: "off", readonly: name === "code" && scenario.version !== undefined,
      onchange: (e) => this.#change({ ...this.#scenario, [name]: (e.target as HTMLInputElement).value.trim() }),
    }));
    const cost = h("input", {
      name: "scenario-cost", type: "number", min: 0, step: "any", value: scenario.cost_wan ?? "",
      onchange: (e) => this.#change({ ...this.#scenario, cost_wan: (e.target as HTMLInputElement).value === "" ? null : Number((e.target as HTMLInputElement).value) }),
    });
    fill(
      this.element,
      h("button", { type: "button", class: "back", onclick: () => this.#leave() }, "‹ ", t("backToScenarios")),
      text("name_zh", "scenarioName", "scenario-name"),
      h("div", { class: "row" }, text("code", "scenarioCode", "scenario-code"), h("label", {}, t("costWan"), cost)),
      this.#tools, this.#edits,
      h("label", {}, t("who"), h("input", { name: "who", value: writer.actor, maxlength: 100, autocomplete: "name", onchange: (e) => (writer.actor = (e.target as HTMLInputElement).value.trim()) })),
      this.#message,
      h("p", { class: "actions" },
        h("button", { type: "button", class: "primary", onclick: () => void this.#save() }, t("saveScenario")),
        scenario.version !== undefined && h("button", { type: "button", onclick: () => void this.#remove() }, t("deleteScenario"))),
      this.#comparison.element,
    );
    this.#drawTools();
    this.#drawEdits();
  }

  /** Shows the scenario on the map again. */
  resume(): void {
    this.#show();
    if (this.#isSaved) {
      void this.#comparison.show(this.#scenario.code);
    }
  }

  pause(): void {
    this.#tool.use(null);
    this.#drawing = null;
    this.#drawTools();
  }

  dispose(): void {
    this.#tool.dispose();
    this.#comparison.clear();
    this.context.map.show("routes", null);
    this.context.map.show("edit", null);
  }

  #drawTools(): void {
    const { t } = this.context;
    const choose = (edit: EditProperties["edit"]): void => {
      this.#drawing = edit;
      this.#tool.use(edit === "add" ? "road" : "area");
      this.#drawTools();
    };
    fill(
      this.#tools,
      ...(["add", "close", "speed"] as const).map((edit) => h("button", { type: "button", "aria-pressed": String(this.#drawing === edit), onclick: () => choose(edit) },
        t(edit === "add" ? "drawRoad" : edit === "close" ? "closeRoads" : "changeSpeeds"))),
      h("p", { class: "hint" }, this.#drawing === null ? "" : t(this.#drawing === "add" ? "drawRoadHint" : "drawAreaHint")),
    );
  }

  #drawn(mode: Mode, points: readonly Point[]): void {
    const kind = this.#drawing ?? (mode === "road" ? "add" : "close");
    const properties: EditProperties = kind === "add" ? { edit: "add", class: "trunk", speed_kmh: classes.trunk, join_crossings: true } : kind === "close" ? { edit: "close" } : { edit: "speed", factor: 1.2 };
    const geometry = kind === "add" ? { type: "LineString" as const, coordinates: points.map((p) => [...p]) } : { type: "Polygon" as const, coordinates: [closed(points).map((p) => [...p])] };
    this.#change({ ...this.#scenario, features: [...this.#scenario.features, { type: "Feature", geometry, properties }] });
    this.pause();
  }

  #change(scenario: Scenario): void {
    this.#scenario = scenario;
    this.#isSaved = false;
    keepScenarioDraft(scenario);
    this.#comparison.clear();
    this.#drawEdits();
    this.#show();
  }

  #drawEdits(): void {
    const { t } = this.context;
    const { features } = this.#scenario;
    fill(this.#edits, features.length === 0 && h("li", { class: "hint" }, t("noEdits")), ...features.map((edit, i) => this.#editForm(edit, (changed) =>
      this.#change({ ...this.#scenario, features: changed ? features.map((f, j) => (j === i ? changed : f)) : features.filter((_, j) => j !== i) }))));
  }

  #editForm(edit: Edit, change: (edit: Edit | null) => void): HTMLElement {
    const { t, store, map } = this.context;
    const { language } = store.state;
    const p = edit.properties;
    const put = (properties: EditProperties): void => change({ ...edit, properties });
    const value = (event: Event): string => (event.target as HTMLInputElement).value.trim();
    const positive = (text: string): number | undefined => (Number(text) > 0 ? Number(text) : undefined);
    const { name, ...nameless } = p;
    const common = [
      h("label", {}, t("scenarioName"), h("input", { value: name ?? "", maxlength: 200, autocomplete: "off", onchange: (e) => put((value(e) ? { ...nameless, name: value(e) } : nameless) as EditProperties) })),
    ];
    if (p.edit === "add") {
      common.push(
        h("label", {}, t("roadClass"), h("select", { onchange: (e) => put({ ...p, class: value(e), speed_kmh: classes[value(e) as keyof typeof classes] }) },
          ...Object.keys(classes).map((c) => h("option", { value: c, selected: c === p.class }, roadClassName(c, language))))),
        h("label", {}, t("speedKmh"), h("input", { type: "number", min: 1, max: 200, value: p.speed_kmh ?? "", onchange: (e) => put(without({ ...p, speed_kmh: positive(value(e)) } as EditProperties)) })),
        h("label", { class: "check" }, h("input", { type: "checkbox", checked: p.join_crossings === true, onchange: (e) => put({ ...p, join_crossings: (e.target as HTMLInputElement).checked }) }), t("joinCrossings")),
      );
    } else if (p.edit === "speed") {
      common.push(h("label", {}, t("factorPercent"), h("input", { type: "number", min: 5, max: 2000, value: Math.round((p.factor ?? 1) * 100), onchange: (e) => put({ ...p, factor: (positive(value(e)) ?? 100) / 100 }) })));
    }
    const length = edit.geometry?.type === "LineString" ? ` · ${number(lengthMetres(edit.geometry.coordinates as [number, number][]) / 1000, language, 2)} km` : "";
    const swatch = h("span", { class: "swatch" });
    swatch.style.background = editColours[p.edit];
    return h("li", {}, h("p", { class: "edit-head" }, swatch, h("b", {}, t(editWords[p.edit])), length,
      edit.geometry && h("button", { type: "button", class: "quiet", onclick: () => edit.geometry && map.fit(edit.geometry) }, t("zoomTo")),
      h("button", { type: "button", class: "quiet", onclick: () => change(null) }, t("remove"))), h("div", { class: "edit-fields" }, ...common));
  }

  #show(): void {
    this.context.map.show("routes", {
      type: "FeatureCollection",
      features: this.#scenario.features.flatMap((edit): Feature[] => (edit.geometry
        ? [{ type: "Feature", geometry: edit.geometry, properties: { colour: editColours[edit.properties.edit], ...(edit.properties.name && { label: edit.properties.name }) } }]
        : [])),
    });
  }

  async #save(): Promise<void> {
    const { t, say } = this.context;
    fill(this.#message, h("p", { class: "hint" }, t("saving")));
    try {
      const saved = await scenarios.save(this.#scenario);
      this.#scenario = { ...saved, features: saved.features };
      this.#isSaved = true;
      forgetScenarioDraft();
      fill(this.#message);
      say(`${t("saved")}${saved.version ?? ""}`);
      await this.#comparison.show(saved.code);
    } catch (error) {
      this.#refused(error);
    }
  }

  async #remove(): Promise<void> {
    const { code, version } = this.#scenario;
    if (version !== undefined && confirm(this.context.t("deleteSure"))) {
      try {
        await scenarios.remove(code, version);
        forgetScenarioDraft();
        this.left();
      } catch (error) {
        this.#refused(error);
      }
    }
  }

  #refused(error: unknown): void {
    if (!(error instanceof ApiProblem)) {
      throw error;
    }
    const { t } = this.context;
    fill(this.#message, h("p", { class: "fault" }, error.isOffline ? `${t("offline")} ${t("keptHere")}` : [error.detail || error.title, ...error.errors.map((e) => e.detail)].join(" ")));
  }

  #leave(): void {
    if (this.#isSaved || this.#scenario.features.length === 0 || confirm(this.context.t("discardSure"))) {
      forgetScenarioDraft();
      this.left();
    }
  }
}

/** Without members that have no value. */
function without<T extends object>(values: T): T {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as T;
}
