/** Links to the service's reports, where it makes any: the programme of the year, a town's, connectivity; in every form that it has. */

import { address, ApiProblem, get } from "../api";
import type { Context } from "../context";
import { h } from "../dom";

interface ReportList {
  readonly reports: readonly { readonly id: string; readonly title: string; readonly formats: readonly string[] }[];
}

const names: Readonly<Record<string, string>> = { html: "HTML", pdf: "PDF", xlsx: "Excel", docx: "Word", csv: "CSV", json: "JSON" };

/** What the service offers for the year, the date and the town that the state names; nothing from one that makes no reports. */
export async function reportLinks({ t, store }: Context, signal: AbortSignal): Promise<HTMLElement[]> {
  const { language, year, date, town } = store.state;
  const period = String(year ?? (date ? Number(date.slice(0, 4)) : new Date().getFullYear()));
  const questions: Readonly<Record<string, Record<string, string | null>>> = {
    programme: { period, effective: date, town: town || null },
    connectivity: { effective: date },
    ...(town && { town: { period, effective: date, town } }),
  };
  try {
    const { reports } = await get<ReportList>("reports", { lang: language }, signal);
    const offered = reports.filter(({ id }) => id in questions);
    return offered.length === 0 ? [] : [h("h2", {}, t("reports")), h("div", { class: "reports" }, ...offered.map(({ id, title, formats }) => h("div", {}, title, " ",
      ...formats.map((format) => h("a", { href: address(`reports/${id}`, { ...questions[id], f: format, lang: language }), target: "_blank", rel: "noopener" }, names[format] ?? format)))))];
  } catch (error) {
    if (error instanceof ApiProblem || signal.aborted) {
      return [];
    }
    throw error;
  }
}
