// Visits GraphiQL in a headless Chromium, and prints as JSON what there was to see.
// node graphiql.mjs CHROMIUM URL SCREENSHOT
import { createRequire } from 'node:module';

const { chromium } = createRequire(new URL('../../clients/package.json', import.meta.url))('playwright-core');

const [executablePath, url, screenshot] = process.argv.slice(2);
const args = process.getuid() === 0 ? ['--no-sandbox'] : []; // its sandbox does not work for root
const browser = await chromium.launch({ executablePath, args });
const PERSONAL = [
  '{ personen(burgerservicenummers: ["9999 00 006"]) { leeftijd } }',
  '{ mij { a999900006: leeftijd } }',
  '# 9999.00.006\n{ mij { leeftijd } }',
  '# jan@example.com\n{ mij { leeftijd } }',
  'query Q($bsn: String = "999900006") { personen(burgerservicenummers: [$bsn]) { leeftijd } }',
  '{ zoekOrganisaties(zoek: { naam: "Bakkerij" }) { naam } }',
  '{ mij { zoek(tekst: "x") { titel } } }',
  '{ mij {', // cannot be read
];
const seen = { requests: [], errors: [], violations: [] };
try {
  const page = await watched();
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

  seen.saved = await saved(page);
  seen.shared = await shared(page);

  await page.waitForTimeout(700); // GraphiQL stores half a second later
  seen.kept = await page.evaluate(() => ({ ...localStorage }));
  seen.session = await page.evaluate(() => ({ ...sessionStorage }));
  seen.cookies = (await page.context().cookies()).map(({ name }) => name);
  seen.location = page.url();
} finally {
  await browser.close();
}
process.stdout.write(JSON.stringify(seen));

// A page of a visitor who has been nowhere, of which all is noted that went amiss.
async function watched() {
  const page = await browser.newPage({ locale: 'nl-NL', viewport: { width: 1280, height: 800 } });
  page.setDefaultTimeout(15_000);
  page.on('request', (request) => seen.requests.push(request.url()));
  page.on('console', (message) => message.type() === 'error' && seen.errors.push(message.text()));
  page.on('pageerror', (error) => seen.errors.push(error.message));
  await page.exposeFunction('violated', (what) => seen.violations.push(what));
  await page.addInitScript(() =>
    addEventListener('securitypolicyviolation', (event) => violated(`${event.effectiveDirective} ${event.blockedURI}`)),
  );
  return page;
}

// Chooses a question in the panel of them, and asks it.
async function saved(page) {
  await page.getByRole('button', { name: 'Show Vragen' }).click();
  const listed = page.locator('[data-question]');
  const names = await listed.evaluateAll((buttons) => buttons.map(({ dataset }) => dataset.question));
  const titles = await listed.allInnerTexts();
  await page.locator('[data-question="persoonsgegevens/ZoekPersonen"]').click();
  await tab(page, 'ZoekPersonen');
  await page.getByRole('button', { name: 'Show Bevragingen' }).click();
  return { names, titles, ...(await editors(page)), ...(await run(page)) };
}

// Shares that question, is refused others, and follows links: of it, and such as hold none.
async function shared(page) {
  const asked = await editors(page);
  const link = await share(page);
  const refused = [];
  for (const text of PERSONAL) {
    await write(page, text);
    await page.locator('.share').click();
    await page.locator('.notice[data-refused=true]').waitFor();
    refused.push(await notice(page));
  }
  await write(page, '{ analyse { aanvragen(soort: "EVENEMENT") { aantal } } }');
  const figures = await share(page);
  await write(page, asked.query);

  const followed = await follow(page, link.url, true);
  const malformed = [];
  for (const fragment of ['#vraag=', '#vraag=%%', '#vraag=AAAA', link.url.slice(link.url.indexOf('#'), -9)]) {
    malformed.push(await follow(page, page.url() + fragment, false));
  }
  const visitor = await watched(); // to whom it was sent
  await visitor.goto(link.url);
  const elsewhere = await told(visitor);
  await visitor.close();
  return { ...link, refused, figures, followed, malformed, elsewhere };
}

async function share(page) {
  await page.locator('.share').click();
  const url = await page.locator('.notice input').inputValue();
  return { url, said: await notice(page) };
}

// Within the page, as a link that is pasted into the address of a page that is open.
async function follow(page, url, well) {
  await page.evaluate((to) => location.assign(to), url);
  return told(page, well);
}

async function told(page, well = true) {
  await page.locator(`.notice[data-refused=${!well}], .notice:not([data-refused]):not(:empty)`).waitFor();
  if (well) await tab(page, 'ZoekPersonen');
  return { said: await notice(page), location: page.url(), tabs: await page.getByRole('tab').count(), ...(await editors(page)) };
}

// The active tab as the page keeps it, half a second later.
async function editors(page) {
  await page.waitForTimeout(800);
  return page.evaluate(() => {
    const { tabs, activeTabIndex } = JSON.parse(sessionStorage.getItem('graphiql:tabState'));
    const { query, variables, headers } = tabs[activeTabIndex];
    return { query, variables, headers };
  });
}

// Pastes it: of what is typed the editor closes the brackets.
async function write(page, text) {
  await page.locator('.graphiql-query-editor :is(.native-edit-context, textarea.inputarea)').focus();
  await page.keyboard.press('ControlOrMeta+A');
  await page.evaluate((pasted) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', pasted);
    document.activeElement.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  }, text);
}

// What is said below the bar; and it is closed, so that what is said next is told apart.
async function notice(page) {
  const said = await page.locator('.notice p').innerText();
  await page.locator('.notice button').click();
  return said;
}

async function tab(page, name) {
  await page.locator(`[role=tab][aria-selected=true]:has-text("${name}")`).waitFor();
}

async function open(page, name) {
  await page.getByRole('tab', { name }).click();
  await tab(page, name);
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
