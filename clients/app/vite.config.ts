import { createHash } from 'node:crypto';
import { defineConfig, type Plugin } from 'vite';

import { client } from '../vite.shared.ts';

const BASE = '/app/';
const WORKER = 'sw.js';
const { plugins = [], build, ...config } = client(import.meta.dirname, BASE);

export default defineConfig({
  ...config,
  plugins: [...plugins, keeping()],
  build: {
    ...build,
    rolldownOptions: {
      input: { index: 'index.html', offline: 'offline.html', sw: 'worker/sw.ts' },
      // the worker has one address for ever, which is how a browser finds that there is a newer one
      output: { entryFileNames: ({ name }) => (name === 'sw' ? WORKER : 'assets/[name]-[hash].js') },
    },
  },
});

// Tells the worker which files to keep, and a version that is another whenever one of them is. The page of the app is none
// of them: it comes from the service, which knows whether somebody is logged in.
function keeping(): Plugin {
  return {
    name: 'keeping',
    apply: 'build',
    enforce: 'post',
    generateBundle(_, bundle) {
      const worker = bundle[WORKER];
      if (worker?.type !== 'chunk') throw new Error(`there is no ${WORKER}`);
      const files = Object.values(bundle)
        .filter(({ fileName }) => fileName !== WORKER && fileName !== 'index.html')
        .toSorted((a, b) => (a.fileName < b.fileName ? -1 : 1));
      const hash = createHash('sha256');
      for (const each of files) hash.update(each.fileName).update(each.type === 'chunk' ? each.code : each.source);
      const names = files.map(({ fileName }) => BASE + fileName);
      worker.code = worker.code
        .replaceAll(/\bFILES\b/g, JSON.stringify(names))
        .replaceAll(/\bVERSION\b/g, JSON.stringify(hash.digest('hex').slice(0, 16)));
    },
  };
}
