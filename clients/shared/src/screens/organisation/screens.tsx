// The pages of who logged in for an organisation: there is one.
import { lazy, Suspense } from 'react';
import { Redirect, Route, Switch } from 'wouter';

import { Skeleton } from '../../ui/skeleton';
import { NotFound } from '../not-found';

const OrganisationPage = lazy(() => import('./organisation'));

export function OrganisationScreens() {
  return (
    <Suspense fallback={<Skeleton rows={6} />}>
      <Switch>
        <Route path="/" component={OrganisationPage} />
        <Route path="/index.html">
          <Redirect to="/" replace />
        </Route>
        <Route component={NotFound} />
      </Switch>
    </Suspense>
  );
}
