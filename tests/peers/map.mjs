// What map.sh measures in the browser: node map.mjs view|isochrone|frames|size URL ROUNDS
import { chromium } from "playwright-core";

const [what, url, rounds] = process.argv.slice(2);
const drawn = "#map[data-state=idle]";
const browser = await chromium.launch({
  executablePath: "/usr/bin/chromium",
  args: ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"],
});
const median = (values) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)];

async function open(fragment = "") {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: "zh-CN" });
  const page = await context.newPage();
  await page.goto(url + fragment, { waitUntil: "commit" });
  return { context, page };
}

/** Milliseconds from navigation until the list is there and the map rests. */
async function view() {
  const { context, page } = await open();
  const milliseconds = await page.evaluate((idle) => new Promise((resolve) => {
    const look = () => (document.querySelector(idle) && document.querySelector(".list .site") ? resolve(performance.now()) : setTimeout(look, 10));
    look();
  }), drawn);
  await context.close();
  return milliseconds;
}

/** Milliseconds from each of several clicks until the reach is there and the map rests. */
async function isochrone() {
  const { context, page } = await open("#panel=reach&map=10.5/31.68/119.95&minutes=15,30,45,60");
  await page.waitForSelector(drawn, { timeout: 60_000 });
  const times = [];
  for (let i = 0; i <= Number(rounds); i++) {
    const waiting = page.evaluate((idle) => new Promise((resolve) => {
      addEventListener("click", (event) => {
        document.querySelectorAll(".reach, section:not([hidden]) > div > .fault").forEach((old) => old.remove());
        // A click too far from any road is answered with a fault, and does not count.
        const look = () => (document.querySelector("section:not([hidden]) > div > .fault") ? resolve(null)
          : document.querySelector(".reach") && document.querySelector(idle) ? resolve(performance.now() - event.timeStamp) : requestAnimationFrame(look));
        requestAnimationFrame(look);
      }, { once: true, capture: true });
    }), drawn);
    await page.mouse.click(760 + i * 23, 380 + i * 11);
    times.push(await waiting);
    await page.waitForTimeout(400);
  }
  await context.close();
  return times.slice(1).filter((time) => time !== null);
}

/** Milliseconds of main-thread tasks a frame while the map is dragged and zoomed. */
async function frames() {
  const { context, page } = await open("#map=12.5/31.65/119.95");
  await page.waitForSelector(drawn, { timeout: 60_000 });
  const devtools = await context.newCDPSession(page);
  await devtools.send("Performance.enable");
  const task = async () => (await devtools.send("Performance.getMetrics")).metrics.find((m) => m.name === "TaskDuration").value * 1000;
  await page.evaluate(() => {
    window.frames_ = 0;
    const count = () => (window.frames_++, requestAnimationFrame(count));
    count();
  });
  const results = [];
  for (let i = 0; i <= Number(rounds); i++) {
    const [before, counted] = [await task(), await page.evaluate(() => window.frames_)];
    await page.mouse.move(800, 400);
    await page.mouse.down();
    for (let step = 0; step < 60; step++) {
      await page.mouse.move(800 - step * 4 * (i % 2 ? 1 : -1), 400 + step, { steps: 2 });
    }
    await page.mouse.up();
    for (let step = 0; step < 6; step++) {
      await page.mouse.wheel(0, i % 2 ? -120 : 120);
      await page.waitForTimeout(150);
    }
    await page.waitForTimeout(500);
    results.push([(await task()) - before, (await page.evaluate(() => window.frames_)) - counted]);
  }
  await context.close();
  return results.slice(1);
}

/** Bytes of script and style over the wire, by file. */
async function size() {
  const context = await browser.newContext();
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  await devtools.send("Network.enable");
  const [names, bytes] = [new Map(), []];
  devtools.on("Network.responseReceived", ({ requestId, response }) => names.set(requestId, response.url));
  devtools.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => bytes.push([names.get(requestId), encodedDataLength]));
  await page.goto(url);
  await page.waitForSelector(drawn, { timeout: 60_000 });
  await context.close();
  return bytes.filter(([name]) => /\.(m?js|css)$/.test(name ?? ""));
}

if (what === "view") {
  const times = [];
  for (let i = 0; i <= Number(rounds); i++) {
    times.push(await view());
  }
  console.log(`first view: ${Math.round(median(times.slice(1)))} ms`);
} else if (what === "isochrone") {
  const times = await isochrone();
  console.log(`click to isochrone on screen: ${Math.round(median(times))} ms (${times.map(Math.round).join(", ")})`);
} else if (what === "frames") {
  const results = await frames();
  console.log(`main thread: ${median(results.map(([milliseconds, count]) => milliseconds / count)).toFixed(2)} ms a frame over ${results.reduce((sum, [, count]) => sum + count, 0)} frames`);
} else {
  const files = await size();
  files.forEach(([name, bytes]) => console.log(`${(bytes / 1000).toFixed(1)} kB ${name.replace(/.*\//, "")}`));
}
await browser.close();
