// The pages of who is logged in. A resident's are there at once, for nearly everybody is one.
import { useVisitor } from '../shell/visitor';
import { NoPerson } from './no-person';
import { OrganisationScreens } from './organisation/screens';
import { Screens } from './screens';

export function Pages() {
  const kind = useVisitor()?.kind ?? 'person';
  if (kind === 'organisation') return <OrganisationScreens />;
  return kind === 'nobody' ? <NoPerson /> : <Screens />;
}
