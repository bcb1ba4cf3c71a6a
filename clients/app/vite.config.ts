import { defineConfig } from 'vite';

import { client } from '../vite.shared.ts';

export default defineConfig(client(import.meta.dirname, '/app/'));
