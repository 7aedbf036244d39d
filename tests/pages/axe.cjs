// axe.cjs CHROMIUM PAGE...: what axe finds in pages, and what a reader would see:
// a page wider than its window or its paper, words beyond the edge of their
// figure, on one another, or too small.
const axe = require("axe-core");
const { launch } = require("puppeteer-core");
const { pathToFileURL } = require("url");

const [executablePath, ...pages] = process.argv.slice(2);
const light = { name: "prefers-color-scheme", value: "light" };
const dark = { name: "prefers-color-scheme", value: "dark" };
const forced = { name: "forced-colors", value: "active" };
const looks = [
  ...[360, 768, 1280].map((width) => ({ width, media: "screen", feature: light })),
  ...[360, 768, 1280].map((width) => ({ width, media: "screen", feature: dark })),
  { width: 768, media: "screen", feature: forced },
  { width: 718, media: "print", feature: dark }, // A4 without its margins
];

// Runs in the page.
function look(media, narrow) {
  const found = [];
  const wide = document.documentElement.scrollWidth - innerWidth;
  if (wide > 0)
    found.push(`the page is ${wide} px too wide`);
  for (const e of document.querySelectorAll("body *"))
    if (media === "print" && e.clientWidth > 0 && !e.closest("svg") &&
        e.scrollWidth > e.clientWidth + 1)
      found.push(`<${e.localName} class="${e.className}"> is cut off on paper`);
  for (const svg of document.querySelectorAll("svg")) {
    const edge = svg.getBoundingClientRect();
    const scale = edge.width / svg.viewBox.baseVal.width;
    const boxes = [];
    for (const text of edge.width > 0 ? svg.querySelectorAll("text") : []) {
      const at = text.getBoundingClientRect(), words = text.textContent;
      const size = parseFloat(getComputedStyle(text).fontSize) * scale;
      if (at.left < edge.left - 1 || at.right > edge.right + 1 ||
          at.top < edge.top - 1 || at.bottom > edge.bottom + 1)
        found.push(`'${words}' goes beyond its figure`);
      if (narrow && size < 11)
        found.push(`'${words}' is ${size.toFixed(1)} px high`);
      // the letters are lower than their box
      const high = at.height * 0.2;
      for (const [other, box] of boxes)
        if (at.left + 1 < box.right && box.left + 1 < at.right &&
            at.top + high < box.bottom - high && box.top + high < at.bottom - high)
          found.push(`'${other}' and '${words}' are on one another`);
      if (words.trim())
        boxes.push([words, at]);
    }
  }
  return found;
}

async function main() {
  const browser = await launch({ executablePath, headless: true,
    args: process.getuid() === 0 ? ["--no-sandbox"] : [] });
  let bad = 0;
  for (const file of pages) {
    const page = await browser.newPage();
    await page.goto(pathToFileURL(file).href);
    const session = await page.createCDPSession();
    await page.evaluate(axe.source);
    await page.evaluate(() =>
      document.querySelectorAll("details").forEach((d) => { d.open = true; }));
    for (const { width, media, feature } of looks) {
      await page.setViewport({ width, height: 800 });
      await session.send("Emulation.setEmulatedMedia", { media, features: [feature] });
      const found = await page.evaluate(look, media, width === 360);
      // another colour changes nothing but contrast; forced colours are the reader's
      const rules = feature === dark ? { runOnly: ["color-contrast"] } : {};
      rules.resultTypes = ["violations"];
      const violations = media === "print" || feature === forced ? [] :
        await page.evaluate((r) => axe.run(r).then((result) => result.violations), rules);
      for (const v of violations)
        found.push(...v.nodes.map((n) => `${v.id}: ${v.help}: ${n.html.slice(0, 120)}`));
      for (const one of new Set(found)) {
        console.log(`${file}, ${width} px, ${media}, ${feature.value}: ${one}`);
        bad++;
      }
    }
    await page.close();
  }
  await browser.close();
  return bad;
}

main().then((bad) => process.exit(bad > 0 ? 1 : 0),
  (e) => { console.error(e); process.exit(1); });
