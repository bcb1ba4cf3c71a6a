// The pages of a resident by their address. Each is loaded when it is needed, the start page at once.
import { lazy, Suspense } from 'react';
import { Redirect, Route, Switch } from 'wouter';

import { Skeleton } from '../ui/skeleton';
import { PAGES as CONTACT } from './contact/routes';
import { PAGES as MONEY } from './money/routes';
import { NotFound } from './not-found';
import type { Page } from './page';
import { PAGES as PERSON } from './person/routes';
import { PAGES as REQUESTS } from './requests/routes';
import { StartPage } from './start/start';

export const PAGES: readonly Page[] = [
  { path: '/', page: StartPage },
  ...REQUESTS,
  ...CONTACT,
  ...MONEY,
  ...PERSON,
  { path: '/meer', page: lazy(() => import('../shell/more')) },
];

export function Screens() {
  return (
    <Suspense fallback={<Skeleton rows={6} />}>
      <Switch>
        {PAGES.map(({ path, page }) => (
          <Route key={path} path={path} component={page} />
        ))}
        <Route path="/index.html">
          <Redirect to="/" replace />
        </Route>
        <Route component={NotFound} />
      </Switch>
    </Suspense>
  );
}
