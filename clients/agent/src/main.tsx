import 'virtual:tokens.css';
import 'mijndenhaag-shared/src/style/base.css';
import 'mijndenhaag-shared/src/style/parts.css';
import 'mijndenhaag-shared/src/style/shell.css';
import './style.css';

import { createRoot } from 'react-dom/client';

import { Workplace } from './workplace';

createRoot(document.getElementById('app')!).render(<Workplace />);
