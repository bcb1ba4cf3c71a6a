// The pages of this part, by their address; each is loaded when it is needed.
import { lazy } from 'react';

import type { Page } from '../page';

export const PAGES: readonly Page[] = [
  { path: '/gegevens', page: lazy(() => import('./data')) },
  { path: '/wie-keek', page: lazy(() => import('./looks')) },
  { path: '/themas', page: lazy(() => import('./themes')) },
  { path: '/themas/:naam', page: lazy(() => import('./theme')) },
  { path: '/elders', page: lazy(() => import('./elsewhere')) },
  { path: '/mijn-dossier', page: lazy(() => import('./dossier')) },
];
