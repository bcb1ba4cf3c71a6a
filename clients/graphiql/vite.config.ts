import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

import { fontsAsFiles } from './fonts.ts';

export default defineConfig({
  base: './', // it is served at more than one place, see `src/place.ts`
  plugins: [fontsAsFiles(), react()],
  worker: { format: 'es' }, // the workers of the editor load parts of themselves
  build: {
    target: 'es2024',
    assetsInlineLimit: 0, // the content policy wants files of our own, not `data:`
    chunkSizeWarningLimit: 4000, // the editor is what it is
    rolldownOptions: {
      // Libraries tell the React compiler what to leave alone; that means nothing here.
      onLog: (level, log, tell) => log.code === 'MODULE_LEVEL_DIRECTIVE' || tell(level, log),
    },
  },
});
