// The pages of a resident by their address. Each is loaded when it is needed, the start page at once.
import { lazy, Suspense } from 'react';
import { Redirect, Route, Switch } from 'wouter';

import { Skeleton } from '../ui/skeleton';
import { NotFound } from './not-found';
import { StartPage } from './start/start';

const MorePage = lazy(() => import('../shell/more'));

export function Screens() {
  return (
    <Suspense fallback={<Skeleton rows={6} />}>
      <Switch>
        <Route path="/" component={StartPage} />
        <Route path="/meer" component={MorePage} />
        <Route path="/index.html">
          <Redirect to="/" replace />
        </Route>
        <Route component={NotFound} />
      </Switch>
    </Suspense>
  );
}
