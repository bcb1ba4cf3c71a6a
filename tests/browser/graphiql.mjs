// Visits GraphiQL in a headless Chromium, and prints as JSON what there was to see.
// node graphiql.mjs CHROMIUM URL SCREENSHOT
import { createRequire } from 'node:module';

const { chromium } = createRequire(new URL('../../clients/package.json', import.meta.url))('playwright-core');

const [executablePath, url, screenshot] = process.argv.slice(2);
const args = process.getuid() === 0 ? ['--no-sandbox'] : []; // its sandbox does not work for root
const browser = await chromium.launch({ executablePath, args });
const seen = { requests: [], errors: [], violations: [] };
try {
  const page = await browser.newPage({ locale: 'nl-NL', viewport: { width: 1280, height: 800 } });
  page.setDefaultTimeout(15_000);
  page.on('request', (request) => seen.requests.push(request.url()));
  page.on('console', (message) => message.type() === 'error' && seen.errors.push(message.text()));
  page.on('pageerror', (error) => seen.errors.push(error.message));
  await page.exposeFunction('violated', (what) => seen.violations.push(what));
  await page.addInitScript(() =>
    addEventListener('securitypolicyviolation', (event) => violated(`${event.effectiveDirective} ${event.blockedURI}`)),
  );

  const response = await page.goto(url);
  seen.policy = response.headers()['content-security-policy'];
  await page.locator('.graphiql-query-editor .view-line').first().waitFor();
  await page.locator('select[data-choice=persona]').waitFor();
  seen.tabs = await page.getByRole('tab').allInnerTexts();

  await open(page, 'Overzicht');
  seen.run = await run(page);
  await page.screenshot({ path: screenshot });

  await open(page, 'MijnAanvragen');
  seen.other = await state(page);
  await page.locator('select[data-choice=niveau]').selectOption('LAAG');
  seen.low = await run(page);
  await page.locator('select[data-choice=persona]').selectOption('');
  seen.nobody = await run(page);
  await open(page, 'Overzicht');
  seen.back = await state(page);

  await page.waitForTimeout(700); // GraphiQL stores half a second later
  seen.kept = await page.evaluate(() => ({ ...localStorage }));
  seen.session = await page.evaluate(() => ({ ...sessionStorage }));
  seen.cookies = (await page.context().cookies()).map(({ name }) => name);
  seen.location = page.url();
} finally {
  await browser.close();
}
process.stdout.write(JSON.stringify(seen));

async function open(page, name) {
  await page.getByRole('tab', { name }).click();
  await page.locator(`[role=tab][aria-selected=true]:has-text("${name}")`).waitFor();
}

// The answer as it came over the wire, and what the page then shows.
async function run(page) {
  const before = await page.locator('[data-run]').getAttribute('data-run');
  const answered = page.waitForResponse(
    (response) => response.url().endsWith('/graphql') && !response.request().postData().includes('__schema'),
  ); // on a busy machine the page may still be asking what the graph is
  await page.locator('.graphiql-execute-button').click();
  const response = await answered;
  await page.locator(`[data-run]:not([data-run="${before}"])`).waitFor();
  return { status: response.status(), answer: await response.json(), ...(await state(page)) };
}

async function state(page) {
  return page.evaluate(() => {
    const panel = document.querySelector('[data-run]');
    const figure = (name) => Number(panel.querySelector(`[data-${name}]`)?.getAttribute(`data-${name}`) ?? NaN);
    return {
      persona: document.querySelector('select[data-choice=persona]').value,
      niveau: document.querySelector('select[data-choice=niveau]').value,
      panel: {
        text: panel.querySelector('[role=status]').innerText,
        total: figure('total'),
        kosten: figure('kosten'),
        golven: figure('golven'),
        registries: Object.fromEntries(
          [...panel.querySelectorAll('[data-bron]')].map(({ dataset }) => [dataset.bron, Number(dataset.calls)]),
        ),
        rows: [...panel.querySelectorAll('[data-call]')].map(({ dataset }) => dataset.call),
      },
    };
  });
}
