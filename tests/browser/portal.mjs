// Logs somebody in at the service in a headless Chromium, asks the graph as they are then, and prints as JSON what
// there was. node portal.mjs CHROMIUM ORIGIN SCREENSHOT STEPS; STEPS is JSON, a list of steps done in turn:
//   {go: path}                      opens a page of the service
//   {persona, niveau, fields, button}   fills in the form of the identity provider and sends it
//   {ask: query}                    posts to the graph with what the browser has, and keeps the answer
//   {alone: button}                 sends a form that comes back to the same page
import { createRequire } from 'node:module';

const { chromium } = createRequire(new URL('../../clients/package.json', import.meta.url))('playwright-core');

const [executablePath, origin, screenshot, said] = process.argv.slice(2);
const args = process.getuid() === 0 ? ['--no-sandbox'] : []; // its sandbox does not work for root
const browser = await chromium.launch({ executablePath, args });
const seen = { answers: [], pages: [], requests: [], errors: [] };
try {
  const context = await browser.newContext({ locale: 'nl-NL', viewport: { width: 1280, height: 800 } });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  page.on('request', (request) => seen.requests.push(request.url()));
  page.on('console', (message) => message.type() === 'error' && seen.errors.push(message.text()));
  for (const step of JSON.parse(said)) {
    if (step.go) await page.goto(origin + step.go);
    if (step.persona) await page.locator('label.keuze', { hasText: step.persona }).first().click();
    if (step.niveau) await page.getByRole('radio', { name: step.niveau, exact: true }).check();
    for (const [label, text] of Object.entries(step.fields ?? {})) {
      await page.evaluate(() => document.querySelectorAll('details').forEach((each) => (each.open = true)));
      await page.getByLabel(label, { exact: true }).selectOption({ label: text });
    }
    if (step.button) {
      const before = page.url();
      await page.getByRole('button', { name: step.button, exact: true }).click();
      await page.waitForURL((url) => url.href !== before);
    }
    if (step.alone) {
      await Promise.all([page.waitForNavigation(), page.getByRole('button', { name: step.alone, exact: true }).click()]);
    }
    if (step.ask) {
      // from a page without a policy of its own: those of log-in may connect to nothing
      const other = await context.newPage();
      await other.goto(`${origin}/health/live`);
      seen.answers.push(
        await other.evaluate(async (query) => {
          const answer = await fetch('/graphql', {
            method: 'POST',
            headers: { 'content-type': 'application/json' },
            body: JSON.stringify({ query }),
          });
          return answer.json();
        }, step.ask),
      );
      await other.close();
    }
    seen.pages.push({ url: page.url(), title: await page.title(), text: await page.locator('body').innerText() });
  }
  await page.screenshot({ path: screenshot, fullPage: true });
  seen.cookies = await context.cookies();
  seen.storage = await page.evaluate(() => Object.keys(localStorage).length + Object.keys(sessionStorage).length);
  seen.readable = await page.evaluate(() => document.cookie);
} finally {
  await browser.close();
}
process.stdout.write(JSON.stringify(seen));
