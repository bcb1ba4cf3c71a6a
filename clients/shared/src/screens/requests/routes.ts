// The pages of this part, by their address; each is loaded when it is needed.
import { lazy } from 'react';

import type { Page } from '../page';

const messages = lazy(() => import('./messages'));

export const PAGES: readonly Page[] = [
  { path: '/aanvragen', page: lazy(() => import('./requests')) },
  { path: '/aanvragen/:id', page: lazy(() => import('./request')) },
  { path: '/berichten', page: messages },
  { path: '/berichten/:id', page: messages },
  { path: '/taken', page: lazy(() => import('./tasks')) },
  { path: '/zoeken', page: lazy(() => import('./search')) },
];
