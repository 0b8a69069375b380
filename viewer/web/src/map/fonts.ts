/** Fonts of labels: those of the reader's machine, none is sent. */
export const fonts = ["Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", "sans-serif"];
