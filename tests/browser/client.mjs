// Uses a client of ours in a headless Chromium as somebody who has logged in, and prints as JSON what was seen.
// node client.mjs CHROMIUM JOB; JOB is JSON:
//   {origin, way, persona, niveau, locale, width, scale, steps, pictures, axe, switchboard}; without a persona nobody logs in
// `steps` are done in turn, each in one of these ways (and `widths` with it: looked at in each of them):
//   {go: path} {click: selector} {tab: text} {press: key} {type: text} {choose: label} {fill: [selector, text]} {pick: [selector, value]} {wait: ms} {until: selector}
//   {down: registry, or empty for none} {offline: true} {stall: true or false} {out: true} {later: seconds} {evaluate: code} {download: selector} {forced: true} {zoom: 2} {look: name}
// A step with `look` is looked at: what axe finds, what hangs over the edge, titles, headings, faults.
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(new URL('../../clients/package.json', import.meta.url));
const { chromium } = require('playwright-core');
const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

const [executablePath, said] = process.argv.slice(2);
const job = JSON.parse(said);
const args = process.getuid() === 0 ? ['--no-sandbox'] : []; // its sandbox does not work for root
const browser = await chromium.launch({ executablePath, args });
const seen = { looks: [], errors: [], strangers: [], answers: [], urls: [], downloads: [], asked: [] };
if (job.pictures) mkdirSync(job.pictures, { recursive: true });

try {
  const context = await browser.newContext({
    locale: job.locale ?? 'nl-NL',
    viewport: { width: job.width ?? 1280, height: 900 },
    ...(job.scale && { deviceScaleFactor: job.scale }),
  });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  context.on('request', (request) => {
    const url = new URL(request.url());
    seen.urls.push(url.href);
    if (url.origin !== job.origin && url.protocol !== 'data:') seen.strangers.push(url.href);
    if (url.pathname === '/graphql') seen.asked.push(JSON.parse(request.postData() ?? '{}'));
  });
  page.on('console', (message) => {
    // that a page itself was answered with a fault, as one is that is not there, the console tells too
    const { url } = message.location();
    if (message.type() === 'error' && !(url === page.url() && message.text().includes('status of 4'))) seen.errors.push(message.text());
  });
  page.on('pageerror', (error) => seen.errors.push(error.message));
  page.on('download', (download) => seen.downloads.push(download.suggestedFilename()));

  if (job.persona) {
    await page.goto(`${job.origin}/inloggen/${job.way ?? 'digid'}`);
    await page.locator('label.keuze', { has: page.getByText(job.persona, { exact: true }) }).click();
    if (job.niveau) await page.getByRole('radio', { name: job.niveau, exact: true }).check();
    await page.getByRole('button', { name: 'Inloggen', exact: true }).click();
    await page.waitForURL((url) => !url.pathname.startsWith('/ontwikkeling/'));
  }
  seen.errors.length = seen.asked.length = 0;

  if (job.steps.some(({ later }) => later)) await page.clock.install();
  for (const step of job.steps) {
    if (step.down !== undefined) await fetch(`${job.switchboard}/${step.down}`, { headers: { connection: 'close' } });
    if (step.stall) await page.route('**/graphql', () => {}); // no answer comes any more
    if (step.stall === false) await page.unroute('**/graphql');
    if (step.go) await page.goto(job.origin + step.go, { waitUntil: 'commit' });
    if (step.forced) await page.emulateMedia({ forcedColors: 'active' });
    if (step.offline !== undefined) await context.setOffline(step.offline);
    if (step.click) await page.locator(step.click).first().click();
    if (step.tab) await tabbed(page, step.tab);
    if (step.press) await page.keyboard.press(step.press);
    if (step.type) await page.keyboard.type(step.type);
    if (step.choose) await page.getByLabel(step.choose, { exact: true }).first().check();
    if (step.pick) await page.locator(step.pick[0]).selectOption(step.pick[1]);
    if (step.fill) await page.locator(step.fill[0]).first().fill(step.fill[1]);
    if (step.wait) await page.waitForTimeout(step.wait);
    if (step.until) await page.locator(step.until).first().waitFor();
    if (step.later) await page.clock.fastForward(step.later * 1000);
    if (step.download) {
      const [download] = await Promise.all([page.waitForEvent('download'), page.locator(step.download).first().click()]);
      await download.path();
    }
    if (step.out) {
      await Promise.all([page.waitForURL(/uitgelogd/), page.locator('form[action="/uitloggen"] button').first().click()]);
    }
    if (step.settled !== false) await settled(page);
    if (step.evaluate) seen.answers.push(await page.evaluate(step.evaluate));
    if (step.look) for (const width of step.widths ?? [job.width ?? 1280]) seen.looks.push(await looked(page, step, width));
  }
} finally {
  await browser.close();
}
process.stdout.write(JSON.stringify(seen));

// The page is there, and nothing is under way any more.
async function settled(page) {
  await page.waitForFunction(() => document.querySelector('h1') && !document.querySelector('[aria-busy=true], .skeleton'));
}

// Presses Tab until what has the focus is called so, or fails.
async function tabbed(page, text) {
  for (let times = 0; times < 80; times++) {
    await page.keyboard.press('Tab');
    const found = await page.evaluate((wanted) => {
      const at = document.activeElement;
      const name = at?.getAttribute('aria-label') ?? at?.labels?.[0]?.innerText ?? at?.innerText ?? '';
      return name.trim().replace(/\s+/g, ' ').startsWith(wanted);
    }, text);
    if (found) return;
  }
  throw new Error(`Tab does not come to ${text}`);
}

async function looked(page, { look, axe = job.axe, zoom }, width) {
  await page.setViewportSize({ width, height: 900 });
  if (zoom) await page.evaluate((factor) => void (document.documentElement.style.fontSize = `${factor * 100}%`), zoom);
  await page.waitForTimeout(50);
  if (job.pictures) {
    await page.screenshot({ path: `${job.pictures}/${look}-${width}.png`, fullPage: true });
  }
  const found = await page.evaluate(() => {
    const texts = (selector) =>
      [...document.querySelectorAll(selector)].filter((each) => each.checkVisibility()).map((each) => each.innerText.trim());
    return {
      path: location.pathname,
      title: document.title,
      lang: document.documentElement.lang,
      headings: [...document.querySelectorAll('h1, h2, h3, h4')]
        .filter((each) => each.checkVisibility())
        .map((each) => [each.tagName, each.innerText.trim()]),
      faults: texts('.alert--fault'),
      status: texts('[role=status], [aria-live]'),
      landmarks: ['header', 'main', 'footer', 'nav'].map((name) => document.querySelectorAll(name).length),
      unnamed: [...document.querySelectorAll('nav')].filter((each) => !each.ariaLabel && !each.getAttribute('aria-labelledby')).length,
      focus: document.activeElement?.tagName,
      over: document.documentElement.scrollWidth - document.documentElement.clientWidth,
      text: document.body.innerText,
    };
  });
  let violations = [];
  if (axe) {
    if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(AXE); // over the protocol of the browser: the policy of the page lets no script of ours in
    violations = await page.evaluate(async (rules) => {
      const { violations } = await window.axe.run(document, { runOnly: rules, resultTypes: ['violations'] });
      return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 150)).join(' | ')}`);
    }, RULES);
  }
  if (zoom) await page.evaluate(() => void (document.documentElement.style.fontSize = ''));
  return { name: look, width, violations, ...found };
}
