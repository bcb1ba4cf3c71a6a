// How web, app and agent are built: React's API on Preact, the design tokens that are used and no others, and files that
// are compressed once instead of at every request.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Plugin, UserConfig } from 'vite';

const TOKENS = '@gemeente-denhaag/design-tokens-components/dist/theme/index.css';
const require = createRequire(import.meta.url);

export function client(root: string, base: string): UserConfig {
  return {
    root,
    base,
    plugins: [tokens([join(import.meta.dirname, 'shared/src'), join(root, 'src')]), compressed()],
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

function compressed(): Plugin {
  let folder = '';
  return {
    name: 'compressed',
    apply: 'build',
    configResolved: ({ root, build }) => void (folder = join(root, build.outDir)),
    closeBundle() {
      for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' }))
        if (/\.(js|css|html|svg|webmanifest)$/.test(file))
          writeFileSync(join(folder, `${file}.gz`), gzipSync(readFileSync(join(folder, file)), { level: 9 }));
    },
  };
}
