// Walks through the app as somebody in a headless Chromium: what is kept in the browser meanwhile, without a connection,
// when there is a newer version, and after log-out. Prints it as JSON. node app.mjs CHROMIUM ORIGIN DIST PERSONA
// DIST is the build that the service serves; the worker in it is changed here, as a newer version would be.
import { createRequire } from 'node:module';
import { readFileSync, writeFileSync } from 'node:fs';

const { chromium } = createRequire(new URL('../../clients/package.json', import.meta.url))('playwright-core');

const [executablePath, origin, dist, persona] = process.argv.slice(2);
const args = process.getuid() === 0 ? ['--no-sandbox'] : []; // its sandbox does not work for root
const browser = await chromium.launch({ executablePath, args });
const seen = { requests: [], errors: [], screens: {}, kept: {} };
try {
  const context = await browser.newContext({ locale: 'nl-NL', viewport: { width: 320, height: 640 } });
  context.on('request', (request) => seen.requests.push(request.url()));
  let page = await context.newPage();
  const listen = () => {
    page.setDefaultTimeout(15_000);
    page.on('console', (message) => message.type() === 'error' && seen.errors.push(message.text()));
    page.on('pageerror', (error) => seen.errors.push(String(error)));
  };
  listen();
  const settled = () => page.waitForFunction(() => document.querySelector('h1') && !document.querySelector('[aria-busy=true], .skeleton'));
  // What this browser holds, with the texts of what is in caches.
  const kept = () =>
    page.evaluate(async () => {
      const held = { caches: {}, texts: [], local: Object.keys(localStorage), session: Object.keys(sessionStorage) };
      for (const name of await caches.keys()) {
        const cache = await caches.open(name);
        held.caches[name] = (await cache.keys()).map(({ url }) => new URL(url).pathname);
        for (const request of await cache.keys()) held.texts.push(await (await cache.match(request)).text());
      }
      held.databases = (await indexedDB.databases()).map(({ name }) => name);
      held.workers = (await navigator.serviceWorker.getRegistrations()).length;
      return held;
    });
  const look = async (name) => {
    await settled();
    const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    const targets = await page.locator('.tabs a').evaluateAll((all) => all.map((each) => each.getBoundingClientRect().height));
    const text = await page.locator('body').innerText();
    seen.screens[name] = { url: page.url(), title: await page.title(), text, over, targets };
  };

  await page.goto(`${origin}/inloggen/digid?terug=/app/`);
  await page.locator('label.keuze', { hasText: persona }).first().click();
  await page.getByRole('radio', { name: 'Midden', exact: true }).check();
  await page.getByRole('button', { name: 'Inloggen', exact: true }).click();
  await page.waitForURL((url) => url.pathname === '/app/');
  await look('start');
  await page.evaluate(async () => void (await navigator.serviceWorker.ready));
  await page.reload(); // from now on by the worker
  await settled();
  seen.controlled = await page.evaluate(() => navigator.serviceWorker.controller !== null);

  await page.locator('.tabs a').nth(1).click();
  await look('requests');
  for (const request of await page.locator('main a.row__link').all()) {
    await request.click();
    await page.waitForURL('**/app/aanvragen/*');
    await look('request');
    if ((await page.locator('a[download]').count()) > 0) break;
    await page.goBack();
    await settled();
  }
  const [download] = await Promise.all([page.waitForEvent('download'), page.locator('a[download]').first().click()]);
  seen.download = { url: download.url(), failure: await download.failure() };
  await page.locator('.tabs a').nth(2).click();
  await settled();
  await page.locator('.message button').first().click();
  await look('messages');
  await page.locator('.tabs a').nth(3).click();
  await page.getByRole('button', { name: 'English', exact: true }).click();
  await look('more');
  seen.kept.used = await kept();

  await context.setOffline(true);
  seen.errors.push('offline'); // what the browser says of a connection that is not there comes after this
  await page.goto(`${origin}/app/berichten`);
  seen.screens.offline = { url: page.url(), title: await page.title(), text: await page.locator('body').innerText() };
  await context.setOffline(false);
  await page.getByRole('link', { name: 'Probeer het opnieuw' }).click();
  await look('back');
  seen.errors.splice(seen.errors.indexOf('offline'));

  const worker = `${dist}/sw.js`;
  const [version] = Object.keys(seen.kept.used.caches);
  writeFileSync(worker, readFileSync(worker, 'utf8').replaceAll(version, 'later'));
  await page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready;
    await registration.update();
    while (!registration.waiting) await new Promise((done) => setTimeout(done, 20));
  });
  seen.kept.waiting = await kept();
  await page.close();
  page = await context.newPage();
  listen();
  await page.goto(`${origin}/app/meer`);
  await settled();
  await page.waitForFunction(async () => (await caches.keys()).length === 1);
  seen.kept.renewed = await kept();

  await page.locator('main form[action="/uitloggen"] button').click();
  await page.getByRole('button', { name: 'Uitloggen', exact: true }).click(); // at the identity provider
  await page.waitForURL('**/uitgelogd');
  seen.kept.out = await kept();
  seen.cookies = (await context.cookies()).map(({ name }) => name);
  await page.goto(`${origin}/app/`);
  seen.after = { url: page.url(), text: await page.locator('body').innerText() };
  for (let step = 0; step < 3; step++) await page.goBack(); // to the app, which is of nobody now
  await page.waitForTimeout(1500);
  seen.gone = { url: page.url(), text: await page.locator('body').innerText() };
} finally {
  await browser.close();
}
process.stdout.write(JSON.stringify(seen));
