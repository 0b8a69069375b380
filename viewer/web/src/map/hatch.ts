/** Hatching by kind, so that kinds can be told apart in print and without colours. */

const size = 16;

/** Draws one hatch as an image of 16 × 16 pixels, to be repeated without seams. */
export function hatch(pattern: "diagonal" | "cross" | "dots" | "suspended", colour: string): ImageData {
  const canvas = document.createElement("canvas");
  canvas.width = size;
  canvas.height = size;
  const context = canvas.getContext("2d");
  if (!context) {
    throw new Error("This browser has no 2D canvas.");
  }
  context.strokeStyle = colour;
  context.fillStyle = colour;
  context.globalAlpha = 0.55;
  context.lineWidth = 1.2;
  if (pattern === "dots") {
    for (const [x, y] of [[4, 4], [12, 12]] as const) {
      context.beginPath();
      context.arc(x, y, 1.5, 0, 2 * Math.PI);
      context.fill();
    }
  } else {
    stripes(context, 1);
    if (pattern !== "diagonal") {
      stripes(context, -1);
    }
  }
  return context.getImageData(0, 0, size, size);
}

/** Diagonal lines every half tile; those that leave on one side come in on the other. */
function stripes(context: CanvasRenderingContext2D, slope: 1 | -1): void {
  for (let offset = -size; offset <= 2 * size; offset += size / 2) {
    context.beginPath();
    context.moveTo(offset, slope === 1 ? size : 0);
    context.lineTo(offset + size, slope === 1 ? 0 : size);
    context.stroke();
  }
}
