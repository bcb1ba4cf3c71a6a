// The pages of this part, by their address; each is loaded when it is needed.
import { lazy } from 'react';

import type { Page } from '../page';

export const PAGES: readonly Page[] = [{ path: '/contact', page: lazy(() => import('./contact')) }];
