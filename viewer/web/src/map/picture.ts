/** The map as a picture: with title, legend, scale, north, date and source, ready for a document. */

import { kindIds, kinds, type Language } from "../codes";
import { translator } from "../i18n";
import type { RenewalMap } from "./map";
import { palettes } from "./palette";

const niceMetres = [50, 100, 200, 500, 1000, 2000, 5000, 10_000, 20_000, 50_000, 100_000];

/** @param imprint lines that every map of this installation carries. */
export function exportPicture(map: RenewalMap, language: Language, imprint: readonly string[]): void {
  const canvas = map.libre.getCanvas();
  const ratio = devicePixelRatio;
  const head = 56 * ratio;
  const foot = 64 * ratio;
  const page = document.createElement("canvas");
  page.width = canvas.width;
  page.height = canvas.height + head + foot;
  const pen = page.getContext("2d");
  if (!pen) {
    return;
  }
  const t = translator(language);
  const palette = palettes[map.theme()];
  pen.fillStyle = palette.halo;
  pen.fillRect(0, 0, page.width, page.height);
  pen.drawImage(canvas, 0, head);
  pen.scale(ratio, ratio);
  const width = page.width / ratio;
  const bottom = page.height / ratio;
  const write = (text: string, x: number, y: number, size: number, align: CanvasTextAlign = "left", colour = palette.text): void => {
    pen.font = `${size}px "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", sans-serif`;
    pen.textAlign = align;
    pen.fillStyle = colour;
    pen.fillText(text, x, y);
  };
  write(t("title"), 20, 36, 24);
  write(t("demo"), width - 20, 34, 14, "right", palette.select);
  let x = 20;
  for (const kind of kindIds) {
    pen.fillStyle = kinds[kind].colour[map.theme()];
    pen.fillRect(x, bottom - 52, 18, 12);
    write(kinds[kind][language], x + 24, bottom - 41, 13);
    x += 40 + pen.measureText(kinds[kind][language]).width;
  }
  write([t("source"), new Date().toISOString().slice(0, 10), "WGS 84 / EPSG:3857", ...imprint].join(" · "), 20, bottom - 14, 12, "left", palette.soft);
  scaleBar(pen, map, width - 200, bottom - 34, palette.text, write);
  northArrow(pen, width - 34, head / ratio + 44, palette.text, write);
  page.toBlob((blob) => {
    if (blob) {
      const link = document.createElement("a");
      link.href = URL.createObjectURL(blob);
      link.download = `${t("title")}-${new Date().toISOString().slice(0, 10)}.png`;
      link.click();
      URL.revokeObjectURL(link.href);
    }
  });
}

type Write = (text: string, x: number, y: number, size: number, align?: CanvasTextAlign) => void;

function scaleBar(pen: CanvasRenderingContext2D, map: RenewalMap, x: number, y: number, colour: string, write: Write): void {
  const { lat } = map.libre.getCenter();
  const metresPerPixel = (40_075_016.686 * Math.cos((lat * Math.PI) / 180)) / (512 * 2 ** map.libre.getZoom());
  const metres = [...niceMetres].reverse().find((m) => m / metresPerPixel <= 160) ?? niceMetres[0] ?? 50;
  pen.strokeStyle = colour;
  pen.lineWidth = 2;
  pen.beginPath();
  pen.moveTo(x, y - 5);
  pen.lineTo(x, y);
  pen.lineTo(x + metres / metresPerPixel, y);
  pen.lineTo(x + metres / metresPerPixel, y - 5);
  pen.stroke();
  write(metres >= 1000 ? `${metres / 1000} km` : `${metres} m`, x, y + 16, 12);
}

function northArrow(pen: CanvasRenderingContext2D, x: number, y: number, colour: string, write: Write): void {
  pen.fillStyle = colour;
  pen.beginPath();
  pen.moveTo(x, y - 24);
  pen.lineTo(x + 9, y + 4);
  pen.lineTo(x, y - 3);
  pen.lineTo(x - 9, y + 4);
  pen.fill();
  write("N", x, y + 18, 13, "center");
}
