// The way of an agent to somebody's dossier: what a resident asks of `mij`, asked of the person of a contact, or of its
// organisation.
import type { Document } from 'mijndenhaag-shared/src/client/document';
import type { Door } from 'mijndenhaag-shared/src/client/graph';

import { ORGANISATIONS, PERSONS } from './gql/callers';

interface Data {
  klantcontact?: { persoon?: unknown; organisatie?: unknown } | null;
}

export function doorOf(contact: string, isOrganisation: boolean): Door {
  const ids = isOrganisation ? ORGANISATIONS : PERSONS;
  return {
    asks: ({ id }: Document<never, never>) => id in ids,
    // a document that is not derived goes out as it is, and the service says that an agent can't ask it
    id: ({ id }: Document<never, never>) => ids[id] ?? id,
    variables: (variables) => ({ contact, ...variables }),
    person: ({ klantcontact }: Data) => klantcontact?.persoon ?? klantcontact?.organisatie ?? null,
    steps: 2,
  };
}
