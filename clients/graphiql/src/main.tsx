import 'graphiql/setup-workers/vite';
import 'graphiql/style.css';
import '@graphiql/plugin-explorer/style.css';
import './style.css';
import './questions.css';
import './sharing.css';

import { createRoot } from 'react-dom/client';

import { Page } from './page';
import { language } from './texts';

document.documentElement.lang = language;
createRoot(document.getElementById('root')!).render(<Page />);
