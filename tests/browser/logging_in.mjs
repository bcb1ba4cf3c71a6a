// Logs somebody in at the identity provider in a headless Chromium without scripts, and prints as JSON what there was.
// node logging_in.mjs CHROMIUM START WIDTH SCREENSHOT STEPS
// START is where a client begins; STEPS is JSON: texts of fields by their label, and the button at the end.
import { createRequire } from 'node:module';

const { chromium } = createRequire(new URL('../../clients/package.json', import.meta.url))('playwright-core');

const [executablePath, start, width, screenshot, said] = process.argv.slice(2);
const { way, persona, niveau, fields = {}, button = 'Inloggen' } = JSON.parse(said);
const args = process.getuid() === 0 ? ['--no-sandbox'] : []; // its sandbox does not work for root
const browser = await chromium.launch({ executablePath, args });
const seen = { requests: [], errors: [] };
try {
  const context = await browser.newContext({
    locale: 'nl-NL',
    javaScriptEnabled: false,
    viewport: { width: Number(width), height: 800 },
  });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  page.on('request', (request) => seen.requests.push(request.url()));
  page.on('console', (message) => message.type() === 'error' && seen.errors.push(message.text()));

  await page.goto(start);
  if (way) await page.getByRole('link', { name: way, exact: true }).click();
  seen.title = await page.title();
  seen.lang = await page.locator('html').getAttribute('lang');
  seen.place = page.url();
  seen.box = await page.locator('main').boundingBox();
  await page.screenshot({ path: screenshot, fullPage: true });
  await page.keyboard.press('Tab');
  seen.focused = await page.locator(':focus').count();

  if (persona) await page.locator('label.keuze', { hasText: persona }).first().click();
  for (const [label, text] of Object.entries(fields)) {
    const field = page.getByLabel(label, { exact: true });
    if ((await field.locator('option').count()) > 0) await field.selectOption({ label: text });
    else await field.fill(text);
  }
  if (niveau) await page.getByRole('radio', { name: niveau, exact: true }).check();
  await page.getByRole('button', { name: button, exact: true }).click();
  await page.locator('[data-result], .fouten').waitFor();
  seen.result = await page.locator('[data-result], .fouten').innerText();
  seen.url = page.url();
  seen.cookies = (await context.cookies()).map(({ name, httpOnly, sameSite }) => ({ name, httpOnly, sameSite }));
} finally {
  await browser.close();
}
process.stdout.write(JSON.stringify(seen));
