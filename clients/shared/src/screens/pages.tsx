// The pages of who is logged in. A resident's are there at once, for nearly everybody is one.
import { lazy, Suspense } from 'react';

import { useVisitor } from '../shell/visitor';
import { Skeleton } from '../ui/skeleton';
import { NoPerson } from './no-person';
import { Screens } from './screens';

const OrganisationPages = lazy(() => import('./organisation/pages'));

export function Pages() {
  const kind = useVisitor()?.kind ?? 'person';
  if (kind === 'organisation')
    return (
      <Suspense fallback={<Skeleton rows={6} />}>
        <OrganisationPages />
      </Suspense>
    );
  return kind === 'nobody' ? <NoPerson /> : <Screens />;
}
