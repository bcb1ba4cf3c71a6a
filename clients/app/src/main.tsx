import 'virtual:tokens.css';
import 'mijndenhaag-shared/src/style/base.css';
import 'mijndenhaag-shared/src/style/parts.css';
import 'mijndenhaag-shared/src/style/shell.css';
import './app.css';

import { createRoot } from 'react-dom/client';

import { App } from './app';

const root = document.getElementById('app');
if (root) createRoot(root).render(<App />);

// It keeps the shell and nothing of anybody, see worker/sw.ts; without it the app works, but not as fast.
if ('serviceWorker' in navigator) void navigator.serviceWorker.register('/app/sw.js').catch(() => {});
