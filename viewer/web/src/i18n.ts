/** Words of the map, Chinese first. */

import type { Language, Named } from "./codes";
import { connectivity } from "./words/connectivity";
import { dashboardWords } from "./words/dashboard";
import { editing } from "./words/editing";
import { registerWords } from "./words/register";

const words = {
  ...editing,
  ...connectivity,
  ...dashboardWords,
  ...registerWords,
  title: { zh: "武进区城市更新", en: "Wujin urban renewal" },
  register: { zh: "项目", en: "Sites" },
  reach: { zh: "可达范围", en: "Reach" },
  tiers: { zh: "连通圈", en: "Tiers" },
  layers: { zh: "图层", en: "Layers" },
  demo: { zh: "虚构示例数据", en: "Made-up demonstration data" },
  demoMore: { zh: "项目、三区三线与道路均为演示而虚构", en: "Sites, constraint areas and roads were made up for demonstration" },
  search: { zh: "名称或编号", en: "Name or code" },
  allTowns: { zh: "全部镇/街道", en: "All towns" },
  allYears: { zh: "全部年度", en: "All years" },
  town: { zh: "镇/街道", en: "Town" },
  year: { zh: "计划年度", en: "Plan year" },
  stage: { zh: "阶段", en: "Stage" },
  kind: { zh: "类型", en: "Kind" },
  clear: { zh: "清除筛选", en: "Clear filters" },
  close: { zh: "关闭", en: "Close" },
  back: { zh: "返回列表", en: "Back to the list" },
  none: { zh: "没有符合条件的项目。放宽筛选条件再试。", en: "No site matches. Loosen the filters." },
  more: { zh: "显示更多", en: "Show more" },
  loading: { zh: "正在读取…", en: "Loading…" },
  offline: { zh: "服务没有应答。已显示的内容可能过时；恢复后会自动继续。", en: "The service does not answer. What is shown may be old; it goes on by itself." },
  isBack: { zh: "服务已恢复。", en: "The service is back." },
  failed: { zh: "没有成功：", en: "That failed: " },
  retry: { zh: "重试", en: "Try again" },
  history: { zh: "登记历史", en: "History" },
  timeline: { zh: "阶段", en: "Stages" },
  attributes: { zh: "属性", en: "Attributes" },
  zoomTo: { zh: "缩放至", en: "Zoom to" },
  openPage: { zh: "完整页面", en: "Full page" },
  asOf: { zh: "登记册截至", en: "Register as of" },
  now: { zh: "现在", en: "now" },
  sitesInView: { zh: "当前视图", en: "In view" },
  layersTowns: { zh: "镇/街道范围（示意）", en: "Towns (schematic)" },
  layersConstraints: { zh: "三区三线", en: "Constraint areas" },
  layersRoads: { zh: "道路", en: "Roads" },
  layersPlaces: { zh: "地点与平台", en: "Places and platforms" },
  theme: { zh: "明暗", en: "Light or dark" },
  goTo: { zh: "坐标或地名", en: "Coordinates or place" },
  goToHint: { zh: "经度,纬度　或　北坐标,东坐标（EPSG:4549）　或　地名", en: "lon,lat or northing,easting (EPSG:4549) or a place" },
  goToUnknown: { zh: "没有找到。可输入 119.95,31.70，或 3508000,495000，或地名。", en: "Not found. Try 119.95,31.70 or 3508000,495000 or a place." },
  measure: { zh: "量算", en: "Measure" },
  measureHint: { zh: "在地图上逐点单击，双击结束，Esc 取消。", en: "Click point by point, double-click to end, Esc to cancel." },
  length: { zh: "长度", en: "Length" },
  area: { zh: "面积", en: "Area" },
  exportPng: { zh: "导出图片", en: "Export picture" },
  print: { zh: "打印", en: "Print" },
  basemap: { zh: "底图", en: "Basemap" },
  noBasemap: { zh: "不用底图", en: "none" },
  legend: { zh: "图例", en: "Legend" },
  source: { zh: "来源：武进区城市更新登记", en: "Source: Wujin urban renewal register" },
  mu: { zh: "亩", en: "mu" },
  pickOrigin: { zh: "在地图上单击起点。", en: "Click an origin on the map." },
  profile: { zh: "方式", en: "By" },
  direction: { zh: "方向", en: "Direction" },
  from: { zh: "从此处出发", en: "from here" },
  to: { zh: "到达此处", en: "to here" },
  minutes: { zh: "分钟", en: "min" },
  cancel: { zh: "取消", en: "Cancel" },
  computing: { zh: "正在计算…", en: "Computing…" },
  noRoads: { zh: "服务中还没有道路网。", en: "The service has no road network yet." },
  assumed: { zh: "时间按各级道路的假定速度计算。", en: "Times rest on assumed speeds by road class." },
  passes: { zh: "达标", en: "met" },
  fails: { zh: "未达标", en: "missed" },
  unreachable: { zh: "不可达", en: "unreachable" },
  firm: { zh: "稳定", en: "firm" },
  edge: { zh: "临界", en: "on the edge" },
  within: { zh: "分钟内", en: "min" },
  loadMore: { zh: "还有", en: "more:" },
  reload: { zh: "重新评估", en: "Assess again" },
} as const satisfies Record<string, Named>;

export type Word = keyof typeof words;

/** Words in one language. */
export type Translate = (word: Word) => string;

export function translator(language: Language): Translate {
  return (word) => words[word][language];
}

/** A number with at most `decimals` decimals, grouped. */
export function number(value: number, language: Language, decimals = 0): string {
  return new Intl.NumberFormat(language === "zh" ? "zh-CN" : "en-GB", { maximumFractionDigits: decimals }).format(value);
}

/** 1 mu = 2000/3 m² exactly. */
export function area(squareMetres: number, language: Language): string {
  const mu = number((squareMetres * 3) / 2000, language, squareMetres < 100_000 ? 1 : 0);
  const metric = squareMetres >= 1e6 ? `${number(squareMetres / 1e6, language, 2)} km²` : `${number(squareMetres, language)} m²`;
  return `${metric} · ${mu} ${translator(language)("mu")}`;
}
