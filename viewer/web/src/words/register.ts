/** Words of the register's panel: then and now, what is in view, what changed. */

import type { Named } from "../codes";

export const registerWords = {
  asOfSlider: { zh: "登记册截至", en: "Register as of" },
  asOfNow: { zh: "现在", en: "now" },
  asOfThen: { zh: "地图与列表显示当时登记的内容，不能编辑。", en: "Map and list show what was recorded then; nothing can be edited." },
  backToNow: { zh: "回到现在", en: "Back to now" },
  exactly: { zh: "时刻", en: "Instant" },
  inView: { zh: "当前视图统计", en: "Statistics of what is in view" },
  count: { zh: "个数", en: "Sites" },
  totalArea: { zh: "面积", en: "Area" },
  budget: { zh: "总投资（万元）", en: "Budget (10,000 yuan)" },
  spent: { zh: "已完成（万元）", en: "Spent (10,000 yuan)" },
  tooMany: { zh: "视图内项目过多，请放大或筛选。", en: "Too many sites in view: zoom in or filter." },
  whatChanged: { zh: "改动", en: "Changes" },
  changedTitle: { zh: "版本改动", en: "What changed" },
  before: { zh: "之前", en: "Before" },
  after: { zh: "之后", en: "After" },
  sameGeometry: { zh: "范围未变。", en: "The outline stayed the same." },
} as const satisfies Record<string, Named>;
