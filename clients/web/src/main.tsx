import 'virtual:tokens.css';
import 'mijndenhaag-shared/src/style/base.css';
import 'mijndenhaag-shared/src/style/parts.css';
import 'mijndenhaag-shared/src/style/shell.css';

import { createRoot } from 'react-dom/client';

import { Portal } from './portal';

createRoot(document.getElementById('app')!).render(<Portal />);
