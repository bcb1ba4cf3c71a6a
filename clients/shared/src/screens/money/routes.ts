// The pages of this part, by their address; each is loaded when it is needed.
import { lazy } from 'react';

import type { Page } from '../page';

export const PAGES: readonly Page[] = [
  { path: '/rekeningen', page: lazy(() => import('./bills')) },
  { path: '/belasting', page: lazy(() => import('./taxes')) },
  { path: '/vergunningen', page: lazy(() => import('./permits')) },
  { path: '/meldingen', page: lazy(() => import('./reports')) },
];
