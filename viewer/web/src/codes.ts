/** The kinds and stages of sites: names in both languages, colours of the map. */

export type Language = "zh" | "en";
export interface Named {
  readonly zh: string;
  readonly en: string;
}

export const kinds = {
  compounds: { zh: "老旧小区", en: "Old compounds", colour: { light: "#b4472a", dark: "#f08a6b" }, hatch: "diagonal" },
  "industrial-parks": { zh: "工业园区", en: "Industrial parks", colour: { light: "#2f62ad", dark: "#7fb0f5" }, hatch: "cross" },
  "selfbuild-zones": { zh: "农民自建区", en: "Self-build zones", colour: { light: "#3f7d3a", dark: "#86cc7d" }, hatch: "dots" },
} as const satisfies Record<string, Named & { colour: { light: string; dark: string }; hatch: string }>;

/** A collection of sites. */
export type Kind = keyof typeof kinds;
export const kindIds = Object.keys(kinds) as Kind[];

/** Stages in the order in which they are reached; `strength` is the opacity of a site's fill. */
export const stages = {
  surveyed: { zh: "摸底", en: "surveyed", strength: 0.12 },
  proposed: { zh: "申报", en: "proposed", strength: 0.24 },
  approved: { zh: "批复", en: "approved", strength: 0.36 },
  construction: { zh: "施工", en: "construction", strength: 0.52 },
  completed: { zh: "竣工", en: "completed", strength: 0.68 },
  accepted: { zh: "验收", en: "accepted", strength: 0.84 },
  suspended: { zh: "暂停", en: "suspended", strength: 0.12 },
  cancelled: { zh: "取消", en: "cancelled", strength: 0.04 },
} as const satisfies Record<string, Named & { strength: number }>;

export type Stage = keyof typeof stages;
export const stageIds = Object.keys(stages) as Stage[];

export const profiles = {
  car: { zh: "小汽车（畅通）", en: "car, free flow" },
  "car-peak-am": { zh: "小汽车（早高峰）", en: "car, morning peak" },
  "car-peak-pm": { zh: "小汽车（晚高峰）", en: "car, evening peak" },
  ebike: { zh: "电动自行车", en: "e-bike" },
  walk: { zh: "步行", en: "on foot" },
} as const satisfies Record<string, Named>;

export type Profile = keyof typeof profiles;
export const profileIds = Object.keys(profiles) as Profile[];

export const constraintTypes = {
  farmland: { zh: "永久基本农田", en: "permanent basic farmland", colour: { light: "#c9a227", dark: "#d8bb4f" } },
  ecological: { zh: "生态保护红线", en: "ecological red line", colour: { light: "#c0392b", dark: "#ef7d72" } },
  "growth-boundary": { zh: "城镇开发边界", en: "urban growth boundary", colour: { light: "#7a4ea3", dark: "#c09be6" } },
} as const satisfies Record<string, Named & { colour: { light: string; dark: string } }>;

/** Classes of roads as OpenStreetMap names them; links (ramps) are named after their class. */
export const roadClasses = {
  motorway: { zh: "高速公路", en: "motorway" },
  trunk: { zh: "快速路", en: "trunk road" },
  primary: { zh: "主干路", en: "primary road" },
  secondary: { zh: "次干路", en: "secondary road" },
  tertiary: { zh: "支路", en: "tertiary road" },
  unclassified: { zh: "乡村道路", en: "minor road" },
  residential: { zh: "居住区道路", en: "residential street" },
  living_street: { zh: "生活性街道", en: "living street" },
  service: { zh: "内部道路", en: "service road" },
  track: { zh: "机耕路", en: "track" },
  ferry: { zh: "渡口", en: "ferry" },
  path: { zh: "小路", en: "path" },
  footway: { zh: "人行道", en: "footway" },
  steps: { zh: "台阶", en: "steps" },
} as const satisfies Record<string, Named>;

/** The name of a class of roads; of an unknown one, its code. */
export function roadClassName(code: string, language: Language): string {
  const plain = code.replace(/_link$/, "");
  const name = plain in roadClasses ? roadClasses[plain as keyof typeof roadClasses][language] : plain;
  return plain === code ? name : language === "zh" ? `${name}匝道` : `${name} ramp`;
}

export function isKind(text: string): text is Kind {
  return text in kinds;
}

export function isStage(text: string): text is Stage {
  return text in stages;
}

export function isProfile(text: string): text is Profile {
  return text in profiles;
}
