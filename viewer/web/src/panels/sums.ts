/** Adds up what sites have. */

export interface Sum {
  readonly count: number;
  readonly squareMetres: number;
  readonly budget: number;
  readonly spent: number;
  readonly byStage: Readonly<Record<string, number>>;
}

/** Adds up what sites have. */
export function sum(sites: readonly { readonly properties: Readonly<Record<string, unknown>> }[]): Sum {
  const total = (name: string): number => sites.reduce((all, site) => all + (typeof site.properties[name] === "number" ? (site.properties[name] as number) : 0), 0);
  const byStage: Record<string, number> = {};
  for (const { properties } of sites) {
    const stage = String(properties["stage"]);
    byStage[stage] = (byStage[stage] ?? 0) + 1;
  }
  return { count: sites.length, squareMetres: total("area_m2"), budget: total("budget_wan"), spent: total("spent_wan"), byStage };
}
