// axe.cjs CHROMIUM PAGE...: what axe finds in pages, and what is cut off there:
// a page wider than its window, words beyond the edge of their figure.
const axe = require("axe-core");
const { launch } = require("puppeteer-core");
const { pathToFileURL } = require("url");

const [executablePath, ...pages] = process.argv.slice(2);
const looks = [];
for (const width of [360, 768, 1280])
  for (const [name, value] of [["prefers-color-scheme", "light"],
    ["prefers-color-scheme", "dark"], ["forced-colors", "active"]])
    looks.push({ width, name, value });

function cut() {
  const found = [];
  const wide = document.documentElement.scrollWidth - innerWidth;
  if (wide > 0)
    found.push(`the page is ${wide} px wider than its window`);
  for (const text of document.querySelectorAll("svg text")) {
    const at = text.getBoundingClientRect();
    const edge = text.ownerSVGElement.getBoundingClientRect();
    if (at.width > 0 && (at.left < edge.left - 1 || at.right > edge.right + 1 ||
        at.top < edge.top - 1 || at.bottom > edge.bottom + 1))
      found.push(`'${text.textContent}' goes beyond its figure`);
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
    const media = await page.createCDPSession();
    await page.evaluate(axe.source);
    await page.evaluate(() =>
      document.querySelectorAll("details").forEach((d) => { d.open = true; }));
    for (const { width, name, value } of looks) {
      await page.setViewport({ width, height: 800 });
      await media.send("Emulation.setEmulatedMedia", { features: [{ name, value }] });
      const found = await page.evaluate(cut);
      const result = await page.evaluate(() => axe.run());
      for (const v of result.violations)
        found.push(...v.nodes.map((n) => `${v.id}: ${v.help}: ${n.html.slice(0, 120)}`));
      for (const one of new Set(found)) {
        console.log(`${file}, ${width} px, ${value}: ${one}`);
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
