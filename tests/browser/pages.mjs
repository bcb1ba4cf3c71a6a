// Opens pages in a headless Chromium at a width and in a language, and prints as JSON what there was: what axe finds, what
// sticks out, what the Tab key comes to and whether that can be seen, texts twice as large, and errors of the console.
// node pages.mjs CHROMIUM ORIGIN WIDTH LOCALE FOLDER PATHS; PATHS is JSON, an object of names and paths.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(new URL('../../clients/package.json', import.meta.url));
const { chromium } = require('playwright-core');
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

const [executablePath, origin, width, locale, folder, said] = process.argv.slice(2);
const args = process.getuid() === 0 ? ['--no-sandbox'] : []; // its sandbox does not work for root
const browser = await chromium.launch({ executablePath, args });
const seen = { pages: {}, errors: [], requests: [] };
try {
  const context = await browser.newContext({ locale, viewport: { width: Number(width), height: 800 } });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  page.on('request', (request) => seen.requests.push(request.url()));
  page.on('console', (message) => {
    // a page that says that there is no page has that status, which the console tells
    if (message.type() === 'error' && !message.text().includes('status of 4')) seen.errors.push(message.text());
  });
  for (const [name, path] of Object.entries(JSON.parse(said))) {
    await page.goto(origin + path);
    await page.evaluate(axe); // past the policy of the page, which lets in no script
    const { violations } = await page.evaluate(() =>
      globalThis.axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }),
    );
    const stops = [];
    for (let count = 0; count < 60; count += 1) {
      await page.keyboard.press('Tab');
      const stop = await page.evaluate(() => {
        const at = document.activeElement;
        if (!at || at === document.body) return null;
        const { outlineStyle, outlineWidth } = getComputedStyle(at);
        const { height, width: across } = at.getBoundingClientRect();
        return { text: at.innerText || at.name, outline: outlineStyle !== 'none' && outlineWidth !== '0px', height, across };
      });
      if (stop === null || stops.some(({ text }) => text === stop.text)) break;
      stops.push(stop);
    }
    await page.screenshot({ path: `${folder}/${name}-${width}-${locale}.png`, fullPage: true });
    const over = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    const wide = await over();
    await page.evaluate(() => document.documentElement.style.setProperty('font-size', '200%'));
    seen.pages[name] = {
      title: await page.title(),
      lang: await page.locator('html').getAttribute('lang'),
      heading: await page.locator('h1').allInnerTexts(),
      violations: violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`),
      stops,
      wide,
      large: Number(width) > 640 ? await over() : 0, // 320 pixels at 200 % is asked of no page (WCAG 1.4.4, 1.4.10)
    };
  }
} finally {
  await browser.close();
}
process.stdout.write(JSON.stringify(seen));
