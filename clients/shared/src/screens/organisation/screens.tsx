// The pages of who logged in for an organisation: those of residents, as far as an organisation has what is on them.
import { lazy, Suspense } from 'react';
import { Redirect, Route, Switch } from 'wouter';

import { ORGANISATION_MENU } from '../../shell/menu';
import { Skeleton } from '../../ui/skeleton';
import { NotFound } from '../not-found';
import type { Page } from '../page';
import { PAGES } from '../screens';

const PATHS = new Set(ORGANISATION_MENU.flatMap(({ href }) => [href, `${href}/:id`]));
const OWN: readonly Page[] = [{ path: '/', page: lazy(() => import('./organisation')) }];

export function OrganisationScreens() {
  return (
    <Suspense fallback={<Skeleton rows={6} />}>
      <Switch>
        {[...OWN, ...PAGES.filter(({ path }) => path !== '/' && (PATHS.has(path) || path === '/meer'))].map(({ path, page }) => (
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
