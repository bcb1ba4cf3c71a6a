// How web, app and agent are built: React's API on Preact, the design tokens that are used and no others, and a page that
// says the same of itself in each.
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Plugin, UserConfig } from 'vite';

const TOKENS = '@gemeente-denhaag/design-tokens-components/dist/theme/index.css';
const require = createRequire(import.meta.url);

export function client(root: string, base: string): UserConfig {
  return {
    root,
    base,
    plugins: [tokens([join(import.meta.dirname, 'shared/src'), join(root, 'src')]), page()],
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
    resolve: {
      alias: {
        'react-dom': 'preact/compat',
        'react/jsx-runtime': 'preact/jsx-runtime',
        react: 'preact/compat',
      },
    },
    build: {
      target: 'es2022',
      assetsInlineLimit: 0, // the content policy wants files of our own, not `data:`
      modulePreload: { polyfill: false },
      emptyOutDir: true,
    },
  };
}

// The city's theme has two thousand custom properties; a page carries those that its style sheets mean. They are taken
// out before the build names files by what they hold.
function tokens(folders: string[]): Plugin {
  const name = 'virtual:tokens.css';
  return {
    name: 'tokens',
    resolveId: (id) => (id === name ? `\0${name}` : null),
    load(id) {
      if (id !== `\0${name}`) return null;
      const theme = readFileSync(require.resolve(TOKENS), 'utf8');
      const values = new Map([...theme.matchAll(/^\s*(--[\w-]+):\s*([^;]+);/gm)].map(([, key = '', value = '']) => [key, value]));
      const used = new Set<string>();
      const follow = (text: string) => {
        for (const [, key = ''] of text.matchAll(/var\((--denhaag-[\w-]+)/g)) {
          if (used.has(key)) continue;
          const value = values.get(key);
          if (value === undefined) throw new Error(`the theme of the city has no ${key}`);
          used.add(key);
          follow(value);
        }
      };
      for (const folder of folders)
        for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' }))
          if (file.endsWith('.css')) {
            this.addWatchFile(join(folder, file));
            follow(readFileSync(join(folder, file), 'utf8'));
          }
      return `:root{${[...used].sort().map((key) => `${key}:${values.get(key)}`).join(';')}}`;
    },
  };
}

// What stands in the page of every client, beside what that says itself.
function page(): Plugin {
  const text = readFileSync(join(import.meta.dirname, 'shared/page.html'), 'utf8');
  return { name: 'page', transformIndexHtml: (html) => html.replace('<!-- page -->', () => text.trim()) };
}
