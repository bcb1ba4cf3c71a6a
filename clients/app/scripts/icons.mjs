// Draws the icons of the app into public/: a house, as the portal has it. Run it when the drawing changes:
// node scripts/icons.mjs /usr/bin/chromium
import { argv, getuid } from 'node:process';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const HOUSE = 'M7 16 16 8l9 8m-15-2v10h12V14';

// A maskable icon fills its square, and what it shows stays within the middle four fifths.
function drawing(size, isMaskable) {
  const box = isMaskable ? '-6 -6 44 44' : '0 0 32 32';
  const ground = isMaskable ? '<rect x="-6" y="-6" width="44" height="44"' : '<rect width="32" height="32" rx="6"';
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${size}" height="${size}" viewBox="${box}" style="display:block">
    ${ground} fill="#1e6e38"/><path d="${HOUSE}" fill="none" stroke="#fff" stroke-width="2.5"/></svg>`;
}

const browser = await chromium.launch({ executablePath: argv[2], args: getuid() === 0 ? ['--no-sandbox'] : [] });
const page = await browser.newPage();
for (const [name, size, isMaskable] of [
  ['icon-192', 192, false],
  ['icon-512', 512, false],
  ['icon-maskable', 512, true],
]) {
  await page.setViewportSize({ width: size, height: size });
  await page.setContent(`<body style="margin:0">${drawing(size, isMaskable)}`);
  const path = fileURLToPath(new URL(`../public/${name}.png`, import.meta.url));
  await page.screenshot({ path, omitBackground: true });
}
await browser.close();
