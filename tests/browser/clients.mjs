// Goes into clients that the service serves, in a headless Chromium: logs in on the way, and out again. Prints as JSON
// where it came, what the client saw, and what it had kept before and after. node clients.mjs CHROMIUM ORIGIN
import { createRequire } from 'node:module';

const { chromium } = createRequire(new URL('../../clients/package.json', import.meta.url))('playwright-core');

const [executablePath, origin] = process.argv.slice(2);
const args = process.getuid() === 0 ? ['--no-sandbox'] : []; // its sandbox does not work for root
const browser = await chromium.launch({ executablePath, args });
const seen = { errors: [], requests: [] };
try {
  const context = await browser.newContext({ locale: 'nl-NL', viewport: { width: 1280, height: 800 } });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  page.on('request', (request) => seen.requests.push(request.url()));
  let online = true; // without a connection the console tells of that
  page.on('console', (message) => online && message.type() === 'error' && seen.errors.push(message.text()));
  const kept = () =>
    page.evaluate(async () => ({
      workers: (await navigator.serviceWorker.getRegistrations()).length,
      cached: await Promise.all((await caches.keys()).map(async (name) => (await (await caches.open(name)).keys()).length)),
      storage: localStorage.length,
    }));
  const done = () => page.locator('#klaar').innerText();

  await page.goto(`${origin}/aanvragen/a-1?zoek=iets`);
  seen.first = page.url();
  await page.getByRole('link', { name: 'Inloggen met DigiD', exact: true }).click();
  await page.locator('label.keuze', { hasText: 'Fatima' }).first().click();
  await page.getByRole('button', { name: 'Inloggen', exact: true }).click();
  await page.waitForURL((url) => url.pathname === '/aanvragen/a-1');
  seen.web = { url: page.url(), told: JSON.parse(await done()) };

  await page.goto(`${origin}/app/`);
  await done();
  await page.evaluate(() => navigator.serviceWorker.ready);
  seen.before = await kept();
  online = false;
  await context.setOffline(true);
  await page.goto(`${origin}/app/meer`, { waitUntil: 'networkidle' });
  seen.offline = await page.title();
  await context.setOffline(false);
  await page.goto('about:blank');
  online = true;
  await page.goto(`${origin}/app/`);

  await page.getByRole('button', { name: 'Uitloggen', exact: true }).click();
  await page.waitForURL((url) => url.pathname !== '/app/');
  await page.getByRole('button', { name: 'Uitloggen', exact: true }).click(); // which the provider asks for itself
  await page.waitForURL((url) => url.pathname === '/uitgelogd');
  seen.after = await kept();
  await page.goto(`${origin}/app/`);
  seen.last = page.url();
} finally {
  await browser.close();
}
process.stdout.write(JSON.stringify(seen));
