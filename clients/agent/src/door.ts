// The way of an agent to somebody's dossier: what a resident asks of `mij`, asked of the person of a contact; so too of an
// organisation.
import type { Document } from 'mijndenhaag-shared/src/client/document';
import type { Door } from 'mijndenhaag-shared/src/client/graph';

import { RESIDENTS } from './gql/residents';

interface Data {
  klantcontact?: { persoon?: unknown; organisatie?: unknown } | null;
}

export function doorOf(contact: string): Door {
  return {
    // a document that is not derived goes out as it is, and the service says that an agent can't ask it
    id: ({ id }: Document<never, never>) => RESIDENTS[id] ?? id,
    variables: (variables) => ({ contact, ...variables }),
    person: ({ klantcontact }: Data) => klantcontact?.persoon ?? klantcontact?.organisatie ?? null,
    steps: 2,
  };
}
