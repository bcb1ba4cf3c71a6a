// Measures the first page of a client as a new visitor has it: what comes over the line, when the largest part is painted,
// how much moves. node speed.mjs CHROMIUM JOB; JOB is JSON: {origin, way, persona, niveau, path, widths, runs, slow}
import { createRequire } from 'node:module';

const { chromium } = createRequire(new URL('../../clients/package.json', import.meta.url))('playwright-core');
const [executablePath, said] = process.argv.slice(2);
const job = JSON.parse(said);
const args = process.getuid() === 0 ? ['--no-sandbox'] : [];
const browser = await chromium.launch({ executablePath, args });
// Slow 4G: 150 ms there and back, 1.6 Mbit/s, and a processor four times slower.
const SLOW = { offline: false, latency: 150, downloadThroughput: 200_000, uploadThroughput: 93_750 };
const runs = [];
try {
  for (const width of job.widths)
    for (let run = 0; run < job.runs; run++) {
      const context = await browser.newContext({ locale: 'nl-NL', viewport: { width, height: 900 } });
      const page = await context.newPage();
      await page.goto(`${job.origin}/inloggen/${job.way ?? 'digid'}`);
      await page.locator('label.keuze', { hasText: job.persona }).first().click();
      if (job.niveau) await page.getByRole('radio', { name: job.niveau, exact: true }).check();
      // the page after log-in is not looked at, so that the next has nothing of it in memory
      await page.route('**/*', (route) => (new URL(route.request().url()).pathname === '/' ? route.abort() : route.continue()));
      await page.getByRole('button', { name: 'Inloggen', exact: true }).click();
      await page.waitForTimeout(300);
      const fresh = await context.newPage();
      const protocol = await context.newCDPSession(fresh);
      await protocol.send('Network.enable');
      await protocol.send('Network.setCacheDisabled', { cacheDisabled: true });
      if (job.slow) {
        await protocol.send('Network.emulateNetworkConditions', SLOW);
        await protocol.send('Emulation.setCPUThrottlingRate', { rate: 4 });
      }
      await fresh.addInitScript(() => {
        window.seen = { lcp: 0, cls: 0 };
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) window.seen.lcp = entry.startTime;
        }).observe({ type: 'largest-contentful-paint', buffered: true });
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.seen.cls += entry.value;
        }).observe({ type: 'layout-shift', buffered: true });
      });
      const bytes = { script: 0, style: 0, all: 0 };
      const kinds = new Map();
      protocol.on('Network.responseReceived', ({ requestId, type }) => kinds.set(requestId, type.toLowerCase()));
      protocol.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
        bytes.all += encodedDataLength;
        if (kinds.get(requestId) === 'script') bytes.script += encodedDataLength;
        if (kinds.get(requestId) === 'stylesheet') bytes.style += encodedDataLength;
      });
      await fresh.goto(job.origin + job.path);
      await fresh.waitForFunction(() => document.querySelector('h1') && !document.querySelector('[aria-busy=true], .skeleton'));
      await fresh.waitForTimeout(job.slow ? 1000 : 400);
      runs.push({ width, ...(await fresh.evaluate(() => window.seen)), ...bytes });
      await context.close();
    }
} finally {
  await browser.close();
}
process.stdout.write(JSON.stringify(runs));
