// The way of an agent to somebody's dossier: what a resident asks of `mij`, asked of the person of a contact.
import type { Document } from 'mijndenhaag-shared/src/client/document';
import type { Door } from 'mijndenhaag-shared/src/client/graph';

import { RESIDENTS } from './gql/residents';

interface Data {
  klantcontact?: { persoon?: unknown } | null;
}

export function doorOf(contact: string): Door {
  return {
    // a document that is not derived goes out as it is, and the service says that an agent can't ask it
    id: ({ id }: Document<never, never>) => RESIDENTS[id] ?? id,
    variables: (variables) => ({ contact, ...variables }),
    person: (data) => (data as Data).klantcontact?.persoon ?? null,
    steps: 2,
  };
}
